import { expect, test } from 'vitest'
import { daysOf, rangeOf, wrongWith } from './figures-range.ts'

const today = '2026-03-05'

test('without a word in the address it is the last 30 days, today included', () => {
  expect(daysOf(rangeOf({}, today), today)).toEqual({ from: '2026-02-04', to: today })
})

test.each([['7', '2026-02-27'], ['90', '2025-12-06'], ['365', '2025-03-06']])('the last %s days begin on %s', (days, from) => {
  expect(daysOf(rangeOf({ days }, today), today)).toEqual({ from, to: today })
})

test('two days of the address are taken as they are', () => {
  expect(rangeOf({ from: '2026-01-01', to: '2026-01-31', days: '7' }, today)).toEqual({ from: '2026-01-01', to: '2026-01-31' })
})

test('of two days one may be open', () => {
  expect(rangeOf({ from: '2026-03-01' }, today)).toEqual({ from: '2026-03-01', to: today })
  expect(rangeOf({ to: '2026-01-31' }, today)).toEqual({ from: '2026-01-02', to: '2026-01-31' })
})

test.each([{ days: '8' }, { days: ['7', '7'] }, { from: '2026-02-31' }, { to: 'today' }, { from: '' }])('%j names no range', (query) => {
  expect(rangeOf(query, today)).toEqual({ days: 30 })
})

test('what the API would refuse is said before it is asked', () => {
  expect(wrongWith({ from: '2026-03-06', to: today })).toContain('after')
  expect(wrongWith({ from: '2020-01-01', to: today })).toContain('1100 days')
  expect(wrongWith({ from: '1969-12-31', to: today })).toContain('1970')
  expect(wrongWith({ from: '9998-12-31', to: '9999-01-01' })).toContain('9998')
  expect(wrongWith({ from: '2024-01-01', to: '2026-01-01' })).toBeNull()
})
