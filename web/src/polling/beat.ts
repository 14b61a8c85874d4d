import type { PollRecord } from './poll-book.ts'

/**
 * How the polling of one resource is doing, for the person who looks at it. Instants in milliseconds.
 * - live: the last request was answered, the next one is due at `nextAt`
 * - paused: nothing will be asked by itself
 * - offline: the last request got no answer
 * - stale: the last request got a refusal or an error
 */
export interface Beat {
  state: 'live' | 'paused' | 'offline' | 'stale'
  /** When an answer last said that what is shown is current. */
  updatedAt: number | null
  askedAt: number | null
  nextAt: number | null
  /** Grows with each answer. */
  pulse: number
}

/** The beat of a poll that goes every `interval` milliseconds; null: it does not go. */
export function beatOf(record: Readonly<PollRecord>, interval: number | null): Beat {
  return {
    state: stateOf(record, interval),
    updatedAt: record.answeredAt,
    askedAt: record.askedAt,
    nextAt: interval === null ? null : dueAt(record, interval),
    pulse: record.pulse,
  }
}

function stateOf(record: Readonly<PollRecord>, interval: number | null): Beat['state'] {
  if (record.failure === 'unanswered')
    return 'offline'
  if (record.failure === 'refused')
    return 'stale'
  return interval === null ? 'paused' : 'live'
}

/** When the next request is due: a beat after the last one began, so that slow answers do not shift the phase. */
export function dueAt(record: Readonly<PollRecord>, interval: number): number | null {
  return record.askedAt === null ? null : Math.max(record.askedAt + interval, record.notBefore)
}
