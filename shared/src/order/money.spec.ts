import { describe, expect, it } from 'vitest'
import { decimalsOf, formatMoney, orderSums } from './money.ts'

describe('money', () => {
  it.each([['EUR', 2, '€19.99'], ['JPY', 0, '¥1,999'], ['KWD', 3, 'KWD 1.999']])('in %s has %i decimals', (currency, decimals, written) => {
    expect(decimalsOf(currency)).toBe(decimals)
    expect(formatMoney(1999, currency).replaceAll('\u00A0', ' ')).toBe(written)
  })

  it('adds up in whole minor units', () => {
    expect(orderSums([{ quantity: 3, unitPrice: 33 }, { quantity: 1, unitPrice: 10 }], 9)).toEqual({ subtotal: 109, discount: 9, total: 100 })
  })
})
