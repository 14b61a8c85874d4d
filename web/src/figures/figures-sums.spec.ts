import { expect, test } from 'vitest'
import { someDays } from '../../test/figures-samples.ts'
import { percentText } from './figures-numbers.ts'
import { cancellationRate, stretchesOf, stretchLabel, stretchName, sumsOf } from './figures-sums.ts'

test('days add up', () => {
  expect(sumsOf(someDays(3))).toEqual({ orders: 6, revenue: 6000, cancelled: 3 })
})

test('up to three months are shown day by day', () => {
  expect(stretchesOf(someDays(92))).toHaveLength(92)
})

test('a year is shown in weeks that end with the last day, and nothing is lost', () => {
  const days = someDays(365)
  const weeks = stretchesOf(days)
  expect(weeks).toHaveLength(53)
  expect(weeks.at(-1)).toMatchObject({ from: days.at(-7)!.day, to: days.at(-1)!.day })
  expect(weeks[0]).toMatchObject({ from: days[0]!.day, to: days[0]!.day })
  expect(weeks.reduce((sum, week) => sum + week.revenue, 0)).toBe(sumsOf(days).revenue)
})

test('the cancellation rate of no orders is none', () => {
  expect(percentText(cancellationRate({ orders: 40, cancelled: 1 }))).toBe('2.5%')
  expect(percentText(cancellationRate({ orders: 0, cancelled: 0 }))).toBe('–')
})

test('a stretch is called by its days', () => {
  expect(stretchLabel({ from: '2026-11-20' })).toBe('20 Nov')
  expect(stretchName({ from: '2026-11-14', to: '2026-11-20' })).toMatch(/^14\s?–\s?20 Nov 2026$/)
  expect(stretchName({ from: '2026-11-20', to: '2026-11-20' })).toBe('20 Nov 2026')
})
