import type { Query } from '@tanstack/vue-query'
import type { PollRecord } from './poll-book.ts'
import { dueAt } from './beat.ts'

/** A beat that is overdue waits this long, so that an answer slower than its beat does not become a loop. */
const breath = 250

/**
 * The schedule in vue-query's terms. It restarts its timer at every change of state, also when something is learned
 * from elsewhere, so it is not given the interval but what is left of it: the phase stays.
 * @param record what polling remembers of the resource
 * @param interval milliseconds; null: no schedule
 * @param fresh milliseconds for which an answer needs no look on a new visit when there is no schedule
 */
export function pollSchedule(record: Readonly<PollRecord>, interval: number | null, fresh: number) {
  return {
    // A little less than the beat: whoever returns after a whole one finds the answer due.
    staleTime: interval === null ? Number.POSITIVE_INFINITY : interval * 0.95,
    refetchInterval: (query: Pick<Query, 'state'>) => interval !== null && query.state.fetchStatus === 'idle' && left(record, interval),
    refetchOnMount: (query: Pick<Query, 'state'>) => interval === null && Date.now() - query.state.dataUpdatedAt > fresh ? 'always' as const : true,
  }
}

function left(record: Readonly<PollRecord>, interval: number): number {
  const due = dueAt(record, interval)
  return due === null ? interval : Math.max(due - Date.now(), breath)
}
