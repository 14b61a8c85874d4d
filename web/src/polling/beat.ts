import type { PollRecord } from './poll-book.ts'
import { dueAt, lastAsked } from './poll-schedule.ts'

/**
 * How the polling of one resource is doing, for the person who looks at it. Instants in milliseconds since 1970.
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
  const { answeredAt, confirmedAt, pulse } = record
  return {
    state: stateOf(record, interval),
    updatedAt: confirmedAt === null ? answeredAt : Math.max(answeredAt ?? 0, confirmedAt),
    askedAt: lastAsked(record),
    nextAt: interval === null ? null : dueAt(record, interval),
    pulse,
  }
}

function stateOf(record: Readonly<PollRecord>, interval: number | null): Beat['state'] {
  if (record.failure === 'unanswered')
    return 'offline'
  if (record.failure === 'refused')
    return 'stale'
  return interval === null ? 'paused' : 'live'
}
