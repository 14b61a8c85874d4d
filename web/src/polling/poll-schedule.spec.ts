import { expect, test } from 'vitest'
import { ConnectionError } from '../api/client.ts'
import { newRecord } from './poll-book.ts'
import { noteAnswer, noteAsked, noteFailure } from './poll-notes.ts'
import { dueAt, nextAt } from './poll-schedule.ts'

const visit = { interval: 30_000, at: 500_000, fresh: 30_000, reconnectedAt: 0 }

function recordAt(changes: Partial<ReturnType<typeof newRecord>> = {}) {
  return { ...newRecord(), askedAt: 100_000, settledAt: 100_200, ...changes }
}

test('the next request is due a beat after the last one began', () => {
  expect(dueAt(recordAt(), 30_000)).toBe(130_000)
  expect(dueAt(recordAt({ settledAt: 104_000 }), 30_000)).toBe(130_000)
})

test('an answer that takes longer than the beat costs a beat, not the phase', () => {
  expect(dueAt(recordAt({ settledAt: 108_000 }), 5000)).toBe(110_000)
})

test('Retry-After is a floor: the next beat after it is due, a little later when it is not the very next', () => {
  expect(dueAt(recordAt({ notBefore: 187_000 }), 30_000)).toBe(190_000)
  expect(dueAt(recordAt({ notBefore: 187_000, jitter: 700 }), 30_000)).toBe(190_700)
  expect(dueAt(recordAt({ notBefore: 110_000, jitter: 700 }), 30_000)).toBe(130_000)
  expect(nextAt(recordAt({ notBefore: 900_000 }), { ...visit, interval: null })).toBe(900_000)
})

test('what another answer showed to be current is due a beat after that one began', () => {
  expect(dueAt(recordAt({ confirmedAt: 115_000 }), 30_000)).toBe(145_000)
  expect(dueAt(recordAt({ confirmedAt: 90_000 }), 30_000)).toBe(130_000)
  expect(dueAt(recordAt({ askedAt: null, settledAt: 0, confirmedAt: 115_000 }), 60_000)).toBe(175_000)
})

test('what was never asked for, or is wanted again, is due at once; what is under way is not', () => {
  expect(nextAt(newRecord(), visit)).toBe(visit.at)
  expect(nextAt(recordAt({ asking: true }), visit)).toBeNull()
  expect(nextAt(recordAt({ asking: true, wanted: true }), visit)).toBe(visit.at)
})

test('without a beat it is asked for on a visit when it is old, and not again', () => {
  expect(nextAt(recordAt(), { ...visit, interval: null })).toBe(visit.at)
  expect(nextAt(recordAt({ askedAt: 490_000 }), { ...visit, interval: null })).toBeNull()
})

test('what a clock that was set back says to lie ahead is due at once; a blurred clock is not set back', () => {
  expect(nextAt(recordAt(), { ...visit, now: 90_000 })).toBe(90_000)
  expect(nextAt(recordAt({ askedAt: 10_000, confirmedAt: 100_000 }), { ...visit, now: 90_000 })).toBe(90_000)
  expect(nextAt(recordAt({ asking: true }), { ...visit, now: 90_000 })).toBeNull()
  expect(nextAt(recordAt(), { ...visit, now: 99_900 })).toBe(130_000)
})

test('asked for by a clock that was set back, it is due a beat later', () => {
  const record = recordAt({ confirmedAt: 100_000, notBefore: 190_000 })
  noteAsked(record, 50_000)
  noteFailure(record, new ConnectionError('gone'), 50_100, 0)
  expect(nextAt(record, { ...visit, now: 50_100 })).toBe(80_000)
})

test('an outage leaves the phase as it is, whenever it is asked in between', () => {
  const record = recordAt({ phase: 100_000, failure: 'unanswered' })
  noteAsked(record, 161_000)
  expect(dueAt(record, 30_000)).toBe(190_000)
  noteAnswer(record, { tag: null, pollInterval: null }, 161_100)
  expect(dueAt(record, 30_000)).toBe(190_000)
  noteAsked(record, 195_000)
  expect(dueAt(record, 30_000)).toBe(225_000)
})

test('back online, what got no answer is asked for soon, spread, and what did get one keeps its beat', () => {
  expect(nextAt(recordAt({ failure: 'unanswered', jitter: 1700 }), { ...visit, reconnectedAt: 120_000 })).toBe(121_700)
  expect(nextAt(recordAt(), { ...visit, reconnectedAt: 120_000 })).toBe(130_000)
  expect(nextAt(recordAt({ failure: 'unanswered' }), { ...visit, reconnectedAt: 90_000 })).toBe(130_000)
})
