import type { PollRecord } from './poll-book.ts'
import { problems } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { ApiError, ConnectionError } from '../api/client.ts'
import { newRecord } from './poll-book.ts'
import { pollInterval } from './poll-interval.ts'
import { noteAnswer, noteAsked, noteFailure } from './poll-notes.ts'
import { nextAt } from './poll-schedule.ts'

const clients = 10_000
const second = 1000
const outage = { from: 120 * second, to: 180 * second }
const end = 480 * second

const unavailable = (retryAfter: number) => () => new ApiError({ type: '/problems/unavailable', ...problems.unavailable, detail: '', instance: '' }, { retryAfter, pollInterval: null })

/**
 * Requests in each second of eight minutes, with the schedule that runs in the browser.
 * @param failure what is answered during the outage
 * @param reconnectedAt when all browsers say at once that they are online again
 */
function requestsPerSecond(failure: () => Error, reconnectedAt = 0): number[] {
  let seed = 1
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const within = (span: number): number => Math.floor(random() * span)
  const rates = Array.from<number>({ length: end / second }).fill(0)
  for (let client = 0; client < clients; client++) {
    const record: PollRecord = newRecord()
    noteAsked(record, -within(30 * second))
    while (true) {
      const interval = pollInterval('history', { hint: record.hint, failing: record.failure !== null })
      const at = Math.min(...[0, reconnectedAt].map(reconnectedAt => nextAt(record, { interval, at: 0, fresh: 0, reconnectedAt })!))
      if (at >= end)
        break
      if (at >= 0)
        rates[Math.floor(at / second)]! += 1
      noteAsked(record, at)
      if (at >= outage.from && at < outage.to)
        noteFailure(record, failure(), at + 50, within(3 * second))
      else
        noteAnswer(record, { tag: 'same', pollInterval: 30 }, at + 50)
    }
  }
  return rates
}

/** The rates as multiples of the steady one before the outage. */
function inSteadyRates(rates: number[]): number[] {
  const before = rates.slice(30, 120)
  const steady = before.reduce((sum, rate) => sum + rate, 0) / before.length
  return rates.map(rate => rate / steady)
}

const gone = () => new ConnectionError('gone')

test.each<[string, () => Error]>([
  ['without an answer', gone],
  ['with "unavailable", as of a database that is away', unavailable(5)],
  ['with "unavailable, come back in 30 s"', unavailable(30)],
  ['with "unavailable", as of a server that turns away eightfold load', unavailable(240)],
])('10,000 clients come out of a 60 s outage %s at the steady rate', (_, failure) => {
  const rates = inSteadyRates(requestsPerSecond(failure))
  expect(Math.max(...rates.slice(180))).toBeLessThanOrEqual(1.2)
  expect(Math.max(...rates.slice(120, 180))).toBeLessThanOrEqual(1.2)
})

test('10,000 clients whose network comes back at one moment spread over three seconds, and go on at the steady rate', () => {
  const rates = inSteadyRates(requestsPerSecond(gone, outage.to))
  expect(Math.max(...rates.slice(180, 183))).toBeLessThanOrEqual(12)
  expect(Math.max(...rates.slice(184))).toBeLessThanOrEqual(1.2)
})
