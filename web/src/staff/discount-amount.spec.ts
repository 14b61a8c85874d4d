import { expect, test } from 'vitest'
import { amountFrom, amountText } from './discount-amount.ts'

test('an amount is typed in the decimals of its currency', () => {
  expect(amountText(1250, 'EUR')).toBe('12.50')
  expect(amountText(1250, 'JPY')).toBe('1250')
  expect(amountText(1250, 'KWD')).toBe('1.250')
})

test.each([
  ['12.5', 'EUR', 1250],
  ['12,50', 'EUR', 1250],
  [' 12 ', 'EUR', 1200],
  ['0', 'EUR', 0],
  ['1250', 'JPY', 1250],
  ['1.25', 'KWD', 1250],
])('%s of %s is %i minor units', (text, currency, amount) => {
  expect(amountFrom(text, currency)).toBe(amount)
})

test.each(['', '-1', '1.234', '1e3', 'five', '1.', '12.5.0'])('"%s" is no amount of EUR', (text) => {
  expect(amountFrom(text, 'EUR')).toBeNull()
})

test('a currency without decimals has none', () => {
  expect(amountFrom('12.5', 'JPY')).toBeNull()
})
