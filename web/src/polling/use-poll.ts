import type { Endpoint, Input, Output } from '@orderbeat/shared'
import type { QueryKey } from '@tanstack/vue-query'
import type { MaybeRefOrGetter, Ref } from 'vue'
import type { Beat } from './beat.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { useClient } from '../api/client.ts'
import { useSession } from '../session/session-store.ts'
import { beatOf } from './beat.ts'
import { recordOf } from './poll-book.ts'
import { firstBeat, pollInterval } from './poll-interval.ts'
import { askAgain, pollKey } from './poll-request.ts'
import { pollSchedule } from './poll-schedule.ts'
import { useAttention } from './use-attention.ts'

export interface PollOptions {
  /** Milliseconds between requests. Undefined leaves it to the API, -1 is off: it is read once, then only on `refresh`. */
  interval?: MaybeRefOrGetter<number | undefined>
  /** False: nothing is asked, not even once. */
  enabled?: MaybeRefOrGetter<boolean>
  /** False while nobody looks, beside the hidden tab and KeepAlive, which are known. */
  active?: MaybeRefOrGetter<boolean>
  /** Shows the answer to the last input until the one to the next is there: for lists that are filtered. */
  keepPrevious?: boolean
}

export interface Poll<T> {
  data: Ref<T | undefined>
  /** Why the last request failed; null again with the next answer. Data stays. */
  error: Ref<Error | null>
  /** Nothing has come yet: the only time for a skeleton. */
  pending: Ref<boolean>
  beat: Ref<Beat>
  /** Asks now, past all caches. Joins a request that is under way. Never rejects. */
  refresh: () => Promise<void>
}

/**
 * Keeps the answer of `endpoint` current while somebody looks: vue-query has the cache and the schedule, this adds the
 * conditional request, the phase, KeepAlive and what the beat ring shows.
 */
export function usePoll<E extends Endpoint>(endpoint: E, input: MaybeRefOrGetter<Input<E>>, options: PollOptions = {}): Poll<Output<E>> {
  const client = useClient()
  const queryClient = useQueryClient()
  const session = useSession()
  const attention = useAttention()
  const kind = endpoint.config.poll ?? 'history'

  const key = computed(() => pollKey(endpoint, session.account?.id ?? null, toValue(input)))
  const record = computed(() => recordOf(queryClient, key.value))
  const interval = computed(() => pollInterval(kind, toValue(options.interval), record.value.hint))
  const allowed = computed(() => session.signedIn && toValue(options.enabled ?? true))
  const asking = computed(() => allowed.value && attention.value && toValue(options.active ?? true) && !record.value.stopped)

  // Whoever comes anew may ask what was refused before.
  record.value.stopped = false

  const query = useQuery(() => {
    const request = { client, queryClient, key: key.value, endpoint, input: toValue(input) }
    return {
      queryKey: key.value,
      queryFn: ({ signal }: { signal: AbortSignal }) => askAgain(request, signal),
      enabled: asking.value,
      shallow: true,
      refetchOnReconnect: true,
      ...pollSchedule(record.value, interval.value, firstBeat(kind)),
      // What somebody else was shown is no placeholder.
      ...(options.keepPrevious && { placeholderData: (data: Output<E> | undefined, from?: { queryKey: QueryKey }) => from?.queryKey[1] === key.value[1] ? data : undefined }),
    }
  })

  return {
    data: query.data as Ref<Output<E> | undefined>,
    error: computed(() => record.value.error),
    pending: computed(() => query.data.value === undefined && record.value.error === null),
    beat: computed(() => beatOf(record.value, asking.value ? interval.value : null)),
    async refresh() {
      if (!allowed.value)
        return
      record.value.tag = null
      await query.refetch({ cancelRefetch: false })
    },
  }
}
