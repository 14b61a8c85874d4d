import type { Endpoint, Input, Output } from '@orderbeat/shared'
import type { QueryKey } from '@tanstack/vue-query'
import type { MaybeRefOrGetter, Ref } from 'vue'
import type { Beat } from './beat.ts'
import type { PollRecord } from './poll-book.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, watch, watchEffect } from 'vue'
import { useClient } from '../api/client.ts'
import { useSession } from '../session/session-store.ts'
import { alarmAt } from './alarm.ts'
import { beatOf } from './beat.ts'
import { leastHints, noteHint, recordOf } from './poll-book.ts'
import { pollInterval, usualBeat } from './poll-interval.ts'
import { logNext } from './poll-log.ts'
import { leastBeat, usePollPreference } from './poll-preference.ts'
import { askAgain, pollKey } from './poll-request.ts'
import { nextAt } from './poll-schedule.ts'
import { usePollWorld } from './poll-world.ts'
import { useAttention, useReconnection } from './use-attention.ts'

/** The least milliseconds between two requests of a hidden tab. */
const listeningBeat = 60_000

export interface PollOptions {
  /** Milliseconds between requests. Undefined leaves it to the API, -1 is off: it is read once, then only on `refresh`. */
  interval?: MaybeRefOrGetter<number | undefined>
  /** False: nothing is asked, not even once. */
  enabled?: MaybeRefOrGetter<boolean>
  /** False while nobody looks, beside the hidden tab and KeepAlive, which are known. */
  active?: MaybeRefOrGetter<boolean>
  /** True: a hidden tab asks too, a minute apart at least, because it makes itself heard. */
  listening?: MaybeRefOrGetter<boolean>
  /** Shows the answer to the last input until the one to the next is there: for lists that are filtered. */
  keepPrevious?: boolean
}

/** How a poll goes together with others that tell of the same. */
export interface PollCompany<T> {
  /**
   * What they know already, and when that was asked for: shown at once, and asked for a beat later; at once when they were
   * `cutOff` since then.
   */
  seed: () => { data: T, askedAt: number, cutOff?: boolean } | undefined
  /** Their records: while they ask, this one waits for what they learn. */
  alongside: () => PollRecord[]
}

export interface Poll<T> {
  data: Ref<T | undefined>
  /** Why the last request failed; null again with the next answer. Data stays. */
  error: Ref<Error | null>
  /** Nothing has come yet: the only time for a skeleton. */
  pending: Ref<boolean>
  beat: Ref<Beat>
  /** Asks now, past all caches. Joins a request that is under way, but waits behind no other tab. Never rejects. */
  refresh: () => Promise<void>
}

/**
 * Keeps the answer of `endpoint` current while somebody looks. vue-query has the cache and has requests shared; the
 * schedule is ours, because its own cannot wait for `Retry-After`, notice sleep, or take an answer that came from elsewhere.
 */
export function usePoll<E extends Endpoint>(endpoint: E, input: MaybeRefOrGetter<Input<E>>, options: PollOptions = {}, company?: PollCompany<Output<E>>): Poll<Output<E>> {
  const client = useClient()
  const queryClient = useQueryClient()
  const world = usePollWorld()
  const session = useSession()
  const preference = usePollPreference()
  const attention = useAttention(() => toValue(options.listening ?? false))
  const reconnectedAt = useReconnection(world.now)
  const kind = endpoint.config.poll ?? 'history'

  const key = computed(() => pollKey(endpoint, session.account?.id ?? null, toValue(input)))
  const record = computed(() => recordOf(queryClient, key.value))
  const interval = computed(() => pollInterval(kind, {
    page: toValue(options.interval),
    hint: record.value.hint,
    leastHint: leastHints(queryClient).get(kind),
    person: Math.max(leastBeat(preference.choice), attention.value === 'listening' ? listeningBeat : 0),
    saveData: world.saveData(),
    failing: record.value.failure !== null,
  }))
  const allowed = computed(() => session.signedIn && toValue(options.enabled ?? true))
  const asking = computed(() => allowed.value && attention.value !== 'away' && toValue(options.active ?? true) && !record.value.stopped)

  // What a refusal says is said under load.
  watch(() => record.value.failure === null ? record.value.hint : null, hint => noteHint(queryClient, kind, hint), { immediate: true, flush: 'sync' })

  let enteredAt = 0
  watch(key, enter, { immediate: true, flush: 'sync' })
  const query = useQuery(() => ({
    queryKey: key.value,
    queryFn: ({ signal }: { signal: AbortSignal }) => askAgain({ client, queryClient, world, key: key.value, endpoint, input: toValue(input) }, signal),
    enabled: false,
    shallow: true,
    // What somebody else was shown is no placeholder.
    ...(options.keepPrevious && { placeholderData: (data: Output<E> | undefined, from?: { queryKey: QueryKey }) => from?.queryKey[1] === key.value[1] ? data : undefined }),
  }))

  watchEffect((onCleanup) => {
    if (!asking.value || company?.alongside().some(other => other.asking) === true)
      return
    const now = world.now()
    const at = nextAt(record.value, { interval: interval.value, at: Math.min(enteredAt, now), fresh: usualBeat(kind), reconnectedAt: Math.min(reconnectedAt.value, now), now })
    logNext(key, at, world)
    if (at !== null)
      onCleanup(alarmAt(at, world.now, () => void query.refetch({ cancelRefetch: record.value.wanted })))
  })

  /** Whoever comes anew may ask what was refused before, and starts with what is known from elsewhere. */
  function enter(): void {
    enteredAt = world.now()
    if (record.value.stopped)
      Object.assign(record.value, { stopped: false, askedAt: null })
    const seed = queryClient.getQueryData(key.value) === undefined ? company?.seed() : undefined
    if (seed !== undefined) {
      record.value.confirmedAt = seed.askedAt
      record.value.wanted ||= seed.cutOff === true
      queryClient.setQueryData(key.value, seed.data, { updatedAt: seed.askedAt })
    }
  }

  return {
    data: query.data as Ref<Output<E> | undefined>,
    error: computed(() => record.value.error),
    pending: computed(() => query.data.value === undefined && record.value.error === null),
    beat: computed(() => beatOf(record.value, asking.value ? interval.value : null)),
    async refresh() {
      if (!allowed.value)
        return
      record.value.tag = null
      await query.refetch({ cancelRefetch: record.value.waiting })
    },
  }
}
