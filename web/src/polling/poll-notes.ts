import type { Answer } from '../api/client.ts'
import type { PollRecord } from './poll-book.ts'
import { ApiError } from '../api/client.ts'
import { lastAsked } from './poll-schedule.ts'

/**
 * Notes in the record of a resource that it is asked for, at `askedAt` in milliseconds since 1970. An outage leaves the
 * phase as it is.
 * @returns takes it back, for a request that is given up: who comes next asks at once, unless a newer one has begun
 */
export function noteAsked(record: PollRecord, askedAt: number): () => void {
  const { askedAt: before, phase, tag } = record
  // Instants of before the clock was set back would hold up everything for as long.
  if ((lastAsked(record) ?? 0) > askedAt)
    Object.assign(record, { confirmedAt: null, notBefore: 0 })
  record.askedAt = askedAt
  if (record.failure !== 'unanswered')
    record.phase = askedAt
  return () => {
    if (record.askedAt !== askedAt)
      return
    record.askedAt = before
    record.phase = phase
    // The tag of an answer that nobody took stands for nothing that is held.
    if (record.tag !== tag)
      record.tag = null
  }
}

/** Notes in the record of a resource what came of asking for it. `now` in milliseconds since 1970. */
export function noteAnswer(record: PollRecord, answer: Pick<Answer<unknown>, 'tag' | 'pollInterval'>, now: number): void {
  record.answeredAt = now
  record.settledAt = now
  record.notBefore = 0
  record.jitter = 0
  record.hint = answer.pollInterval ?? record.hint
  record.tag = answer.tag
  record.failure = null
  record.error = null
  record.stopped = false
  record.pulse++
}

/**
 * Notes that an answer about something else, asked for at `askedAt`, showed this to be current; `over`: and that nothing
 * will change any more.
 */
export function noteConfirmation(record: PollRecord, askedAt: number, over: boolean): void {
  if (askedAt <= (lastAsked(record) ?? 0))
    return
  record.confirmedAt = askedAt
  record.failure = null
  record.error = null
  record.pulse++
  if (over)
    record.hint = -1
}

/** Statuses after which the same request gets the same answer. After a 401 it has another token, or nobody is signed in. */
const lasting = new Set([403, 404])

/** `jitter`: milliseconds to come later than `Retry-After` or the connection allows, drawn anew each time. */
export function noteFailure(record: PollRecord, error: Error, now: number, jitter: number): void {
  record.settledAt = now
  record.error = error
  record.jitter = jitter
  if (!(error instanceof ApiError)) {
    record.failure = 'unanswered'
    return
  }
  record.failure = 'refused'
  record.stopped = lasting.has(error.status)
  record.notBefore = error.retryAfter === null ? 0 : now + error.retryAfter * 1000
  record.hint = error.pollInterval ?? record.hint
}
