import type { Product } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { basketSheet } from './basket-lines.ts'

function product(id: string, price: number, available = true): Product {
  return { id, sku: id, name: id, description: '', price, currency: 'EUR', available }
}

test('lines come in the order they were put in, with their sums in cents', () => {
  const sheet = basketSheet({ tea: 3, mug: 2 }, [product('mug', 1999), product('tea', 450)])
  expect(sheet.lines.map(line => [line.product.id, line.total])).toEqual([['tea', 1350], ['mug', 3998]])
  expect(sheet).toMatchObject({ total: 5348, orderable: true })
})

test('what is sold out stays to be seen, is not paid for, and keeps the basket from being ordered', () => {
  const sheet = basketSheet({ tea: 1, mug: 1 }, [product('mug', 1999, false), product('tea', 450)])
  expect(sheet.lines).toHaveLength(2)
  expect(sheet).toMatchObject({ total: 450, orderable: false })
})

test('a product that the shop no longer has is left out', () => {
  expect(basketSheet({ gone: 1 }, [product('tea', 450)])).toMatchObject({ lines: [], orderable: false })
})
