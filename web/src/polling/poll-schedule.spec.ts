import { expect, test } from 'vitest'
import { newRecord } from './poll-book.ts'
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

test('Retry-After is a floor: the next beat after it is due, a little later than asked', () => {
  expect(dueAt(recordAt({ notBefore: 187_000 }), 30_000)).toBe(190_000)
  expect(dueAt(recordAt({ notBefore: 187_000, jitter: 700 }), 30_000)).toBe(190_700)
  expect(dueAt(recordAt({ notBefore: 110_000 }), 30_000)).toBe(130_000)
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

test('back online, what got no answer is asked for at once, and what did get one keeps its beat', () => {
  expect(nextAt(recordAt({ failure: 'unanswered' }), { ...visit, reconnectedAt: 120_000 })).toBe(120_000)
  expect(nextAt(recordAt(), { ...visit, reconnectedAt: 120_000 })).toBe(130_000)
  expect(nextAt(recordAt({ failure: 'unanswered' }), { ...visit, reconnectedAt: 90_000 })).toBe(130_000)
})
