import { expect, test } from 'vitest'
import { statusToken } from './chart-colours.ts'

test('a status has the colour of its chip', () => {
  expect((['pending', 'processing', 'shipped', 'paid', 'delivered', 'cancelled'] as const).map(statusToken)).toEqual(['brand', 'info', 'info', 'success', 'success', 'warning'])
})
