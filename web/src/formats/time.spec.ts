import { describe, expect, test } from 'vitest'
import { clockTime, dayLabel, exactTime, relativeTime } from './time.ts'

// Local time, so that midnights are where the reader is, wherever the tests run.
const now = new Date(2026, 10, 20, 14, 2, 0).getTime()
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

describe('relativeTime', () => {
  test.each([
    [0, 'just now'],
    [-4 * second, 'just now'],
    [3 * second, 'just now'],
    [-12 * second, '12 s ago'],
    [-59 * second, '59 s ago'],
    [-60 * second, '1 min ago'],
    [-59 * minute, '59 min ago'],
    [-60 * minute, '1 h ago'],
    [-13 * hour, '13 h ago'],
    [-15 * hour, 'yesterday'],
    [-2 * day, '2 days ago'],
    [-6 * day, '6 days ago'],
    [-8 * day, '12 Nov'],
    [-400 * day, '16 Oct 2025'],
    [30 * minute, 'in 30 min'],
    [20 * hour, 'tomorrow'],
    [3 * day, 'in 3 days'],
  ])('%s ms away reads "%s"', (away, words) => {
    expect(relativeTime(now + away, now)).toBe(words)
  })

  test('it takes ISO 8601 as well', () => {
    expect(relativeTime(new Date(now - 5 * minute).toISOString(), now)).toBe('5 min ago')
  })
})

test('exact times say day, month, year and minute', () => {
  expect(exactTime(now)).toBe('20 Nov 2026, 14:02')
  expect(clockTime(new Date(now).toISOString())).toBe('14:02')
})

test.each([
  [0, 'Today'],
  [-day, 'Yesterday'],
  [day, 'Tomorrow'],
  [-4 * day, 'Monday 16 November'],
  [-365 * day, 'Thursday, 20 November 2025'],
])('the day %s ms away is headed "%s"', (away, label) => {
  expect(dayLabel(now + away, now)).toBe(label)
})
