import type { PollRecord } from './poll-book.ts'
import { problems } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { ApiError, ConnectionError } from '../api/client.ts'
import { newRecord } from './poll-book.ts'
import { pollInterval } from './poll-interval.ts'
import { noteAnswer, noteFailure } from './poll-notes.ts'
import { nextAt } from './poll-schedule.ts'

const clients = 10_000
const second = 1000
const outage = { from: 120 * second, to: 180 * second }
const end = 420 * second

const unavailable = () => new ApiError({ type: '/problems/unavailable', ...problems.unavailable, detail: '', instance: '' }, { retryAfter: 30, pollInterval: null })

/** Requests in each second of seven minutes, with the schedule that runs in the browser. */
function requestsPerSecond(failure: () => Error): number[] {
  let seed = 1
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const rates = Array.from<number>({ length: end / second }).fill(0)
  for (let client = 0; client < clients; client++) {
    const record: PollRecord = { ...newRecord(), askedAt: -random() * 30 * second }
    while (true) {
      const interval = pollInterval('history', { hint: record.hint, failing: record.failure !== null })
      const at = nextAt(record, { interval, at: 0, fresh: 0, reconnectedAt: 0 })!
      if (at >= end)
        break
      if (at >= 0)
        rates[Math.floor(at / second)]! += 1
      record.askedAt = at
      if (at >= outage.from && at < outage.to)
        noteFailure(record, failure(), at + 50, random() * 3 * second)
      else
        noteAnswer(record, { tag: 'same', pollInterval: 30 }, at + 50)
    }
  }
  return rates
}

test.each<[string, () => Error]>([
  ['without an answer', () => new ConnectionError('gone')],
  ['with "unavailable, come back in 30 s"', unavailable],
])('10,000 clients come out of a 60 s outage %s at the steady rate', (_, failure) => {
  const rates = requestsPerSecond(failure)
  const before = rates.slice(30, 120)
  const steady = before.reduce((sum, rate) => sum + rate, 0) / before.length
  expect(Math.max(...rates.slice(180)) / steady).toBeLessThanOrEqual(1.2)
  expect(Math.max(...rates.slice(120, 180)) / steady).toBeLessThanOrEqual(1.2)
})
