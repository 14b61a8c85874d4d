import { expect, test } from 'vitest'
import { pollInterval } from './poll-interval.ts'

test('before the API has said anything, a history beats every 30 s and a tracker every 60 s', () => {
  expect(pollInterval('history', {})).toBe(30_000)
  expect(pollInterval('notifications', {})).toBe(30_000)
  expect(pollInterval('staff', {})).toBe(30_000)
  expect(pollInterval('tracker', {})).toBe(60_000)
})

test('the API decides', () => {
  expect(pollInterval('history', { hint: 5 })).toBe(5000)
  expect(pollInterval('history', { hint: 120 })).toBe(120_000)
})

test('a page may want another beat, which the API makes longer only when it is under load', () => {
  expect(pollInterval('history', { page: 10_000 })).toBe(10_000)
  expect(pollInterval('history', { page: 10_000, hint: 30 })).toBe(10_000)
  expect(pollInterval('history', { page: 10_000, hint: 5 })).toBe(10_000)
  expect(pollInterval('history', { page: 90_000, hint: 30 })).toBe(90_000)
  expect(pollInterval('history', { page: 10_000, hint: 120 })).toBe(120_000)
  expect(pollInterval('tracker', { page: 10_000, hint: 60 })).toBe(10_000)
})

test('what the API says without load is not load, however long the shop has chosen it', () => {
  expect(pollInterval('history', { page: 30_000, hint: 60, leastHint: 60 })).toBe(30_000)
  expect(pollInterval('history', { page: 30_000, hint: 120, leastHint: 60 })).toBe(120_000)
  expect(pollInterval('history', { page: 5000, hint: 20, leastHint: 10 })).toBe(20_000)
  expect(pollInterval('history', { page: 5000, leastHint: 10 })).toBe(5000)
  expect(pollInterval('history', { hint: 60, leastHint: 60 })).toBe(60_000)
})

test('the person can make it slower or pause it, and Save-Data doubles it', () => {
  expect(pollInterval('history', { hint: 5, person: 60_000 })).toBe(60_000)
  expect(pollInterval('history', { page: 90_000, person: 60_000 })).toBe(90_000)
  expect(pollInterval('history', { person: Number.POSITIVE_INFINITY })).toBeNull()
  expect(pollInterval('history', { hint: 5, saveData: true })).toBe(10_000)
  expect(pollInterval('tracker', { saveData: true })).toBe(120_000)
})

test('while requests fail there is no haste, and load is obeyed', () => {
  expect(pollInterval('tracker', { hint: 5, failing: true })).toBe(60_000)
  expect(pollInterval('tracker', { hint: 240, failing: true })).toBe(240_000)
})

test('a beat is a day at most: the timers of browsers overflow', () => {
  expect(pollInterval('history', { page: Number.POSITIVE_INFINITY })).toBe(86_400_000)
  expect(pollInterval('history', { hint: 1e99 })).toBe(86_400_000)
})

test('-1 stops, whoever says it', () => {
  expect(pollInterval('tracker', { hint: -1 })).toBeNull()
  expect(pollInterval('tracker', { page: 10_000, hint: -1 })).toBeNull()
  expect(pollInterval('tracker', { page: -1, hint: 60 })).toBeNull()
  expect(pollInterval('tracker', { page: 0, hint: 60 })).toBeNull()
  expect(pollInterval('tracker', { page: Number.NaN, hint: 60 })).toBeNull()
})
