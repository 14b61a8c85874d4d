import { expect, test } from 'vitest'
import { pollInterval } from './poll-interval.ts'

test('before the API has said anything, a history beats every 30 s and a tracker every 60 s', () => {
  expect(pollInterval('history', undefined, null)).toBe(30_000)
  expect(pollInterval('notifications', undefined, null)).toBe(30_000)
  expect(pollInterval('staff', undefined, null)).toBe(30_000)
  expect(pollInterval('tracker', undefined, null)).toBe(60_000)
})

test('the API decides', () => {
  expect(pollInterval('history', undefined, 5)).toBe(5000)
  expect(pollInterval('history', undefined, 120)).toBe(120_000)
})

test('a page may want another beat, which the API makes longer only when it is under load', () => {
  expect(pollInterval('history', 10_000, null)).toBe(10_000)
  expect(pollInterval('history', 10_000, 30)).toBe(10_000)
  expect(pollInterval('history', 10_000, 5)).toBe(10_000)
  expect(pollInterval('history', 90_000, 30)).toBe(90_000)
  expect(pollInterval('history', 10_000, 120)).toBe(120_000)
  expect(pollInterval('tracker', 10_000, 60)).toBe(10_000)
})

test('a beat is a day at most: the timers of browsers overflow', () => {
  expect(pollInterval('history', Number.POSITIVE_INFINITY, null)).toBe(86_400_000)
  expect(pollInterval('history', undefined, 1e99)).toBe(86_400_000)
})

test('-1 stops, whoever says it', () => {
  expect(pollInterval('tracker', undefined, -1)).toBeNull()
  expect(pollInterval('tracker', 10_000, -1)).toBeNull()
  expect(pollInterval('tracker', -1, 60)).toBeNull()
  expect(pollInterval('tracker', 0, 60)).toBeNull()
  expect(pollInterval('tracker', Number.NaN, 60)).toBeNull()
})
