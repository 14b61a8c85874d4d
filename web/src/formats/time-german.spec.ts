import { afterAll, beforeAll, expect, test } from 'vitest'
import { books } from '../words/books.ts'
import { followLanguage, speak } from '../words/speak.ts'
import { money } from './money.ts'
import { ageOf, dayLabel, exactTime, relativeTime, untilTime } from './time.ts'

const now = new Date(2026, 10, 20, 14, 2, 0).getTime()
const minute = 60_000
const day = 24 * 60 * minute

beforeAll(async () => {
  await followLanguage(books)
  await speak('de')
})
afterAll(() => speak('en'))

test.each([
  [0, 'gerade eben'],
  [-12_000, 'vor 12 Sek.'],
  [-59 * minute, 'vor 59 Min.'],
  [-13 * 60 * minute, 'vor 13 Std.'],
  [-15 * 60 * minute, 'gestern'],
  [-2 * day, 'vorgestern'],
  [-8 * day, '12. Nov.'],
  [3 * day, 'in 3 Tagen'],
])('in German, %s ms away reads "%s"', (away, words) => {
  expect(relativeTime(now + away, now)).toBe(words)
})

test('days, instants, spans and money read as in Germany', () => {
  expect([dayLabel(now, now), dayLabel(now - 4 * day, now)]).toEqual(['Heute', 'Montag, 16. November'])
  expect(exactTime(now)).toBe('20.11.2026, 14:02')
  expect([ageOf(now - 3 * minute, now), untilTime(now + 18_000, now), untilTime(now - 1, now)]).toEqual(['3 Min.', 'in 18 Sek.', 'jetzt'])
  expect(money(123_456, 'EUR').replaceAll('\u00A0', ' ')).toBe('1.234,56 €')
})
