import { expect, test } from 'vitest'
import { someDays } from '../../test/figures-samples.ts'
import { daysCsv } from './days-csv.ts'

test('a line a day, amounts in the decimals of the currency', () => {
  expect(daysCsv(someDays(2), 'EUR')).toBe('day,orders,cancelled,revenue,currency\r\n2026-11-19,2,1,20.00,EUR\r\n2026-11-20,2,1,20.00,EUR\r\n')
  expect(daysCsv(someDays(1), 'JPY')).toContain('2026-11-20,2,1,2000,JPY\r\n')
})
