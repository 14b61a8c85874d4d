import type { Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { recordOf } from '../polling/poll-book.ts'
import { lastAsked } from '../polling/poll-schedule.ts'

/** A resource that somebody on the page wants to keep current. `interval` is what the API says, in seconds. */
export interface WatchedPoll { name: string, state: 'live' | 'paused' | 'offline' | 'stale', askedAt: number | null, interval: number | null }

/** What the page polls, as it is at `now`. */
export function useWatchedPolls(now: Readonly<Ref<number>>) {
  const queryClient = useQueryClient()
  return computed<WatchedPoll[]>(() => {
    // Once a second is often enough to look.
    void now.value
    return queryClient.getQueryCache().getAll().filter(query => query.getObserversCount() > 0).map((query) => {
      const record = recordOf(queryClient, query.queryKey)
      const state = record.failure === 'unanswered' ? 'offline' : record.failure === 'refused' ? 'stale' : record.hint === -1 ? 'paused' : 'live'
      return { name: String(query.queryKey[0]), state, askedAt: lastAsked(record), interval: record.hint }
    })
  })
}
