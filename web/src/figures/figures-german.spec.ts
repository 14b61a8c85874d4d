import { afterAll, beforeAll, expect, test } from 'vitest'
import { typedAmount } from '../staff/discount-amount.ts'
import { books } from '../words/books.ts'
import { followLanguage, speak } from '../words/speak.ts'
import { durationWords } from './durations.ts'
import { numberText, percentText, shortMoney } from './figures-numbers.ts'
import { stretchLabel, stretchName } from './figures-sums.ts'

beforeAll(async () => {
  await followLanguage(books)
  await speak('de')
})
afterAll(() => speak('en'))

const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F\u2009]/g, ' ')

test('numbers, parts and money of a chart read as in Germany', () => {
  expect([4.53, 1234].map(numberText)).toEqual(['4,5', '1.234'])
  expect(plain(percentText(0.045))).toBe('4,5 %')
  expect(plain(shortMoney(123_400_000, 'EUR'))).toBe('1,2 Mio. €')
  expect(typedAmount(1250, 'EUR')).toBe('12,50')
})

test('days and durations of a chart read as in Germany', () => {
  expect(stretchLabel({ from: '2026-11-20' })).toBe('20. Nov.')
  expect(stretchName({ from: '2026-11-14', to: '2026-11-20' })).toMatch(/^14\.\s?–\s?20\.11\.2026$/)
  expect([4.5, 45, 720, 12_000, 187_200, null].map(durationWords)).toEqual(['4,5 Sek.', '45 Sek.', '12 Min.', '3 Std. 20 Min.', '2 Tg. 4 Std.', '–'])
})
