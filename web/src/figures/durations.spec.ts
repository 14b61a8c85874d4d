import { expect, test } from 'vitest'
import { durationWords } from './durations.ts'

test.each([
  [null, '–'],
  [0, '0 s'],
  [1.234, '1.2 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [3569, '59 min'],
  [3590, '1 h'],
  [12_000, '3 h 20 min'],
  [187_200, '2 d 4 h'],
  [172_800, '2 d'],
])('%j seconds are "%s"', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words)
})
