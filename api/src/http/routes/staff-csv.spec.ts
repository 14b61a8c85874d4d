import type { Shop } from '../../../test/test-shop.ts'
import { exportStaffOrders, updateStaffOrder } from '@orderbeat/shared'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

function exported(query: string, caller = shop.sam) {
  return shop.app.inject({ url: `${exportStaffOrders.url}${query}`, headers: { authorization: `Bearer ${caller.token}` } })
}

it('gives what is filtered as CSV, with decimals, quotes and nothing that a spreadsheet would run', async () => {
  const { id, number } = await shop.orderOf(shop.ana, ['confirmed'], { note: '=1+1', address: 'Lindenstraße 4,\n"Hinterhof"' })
  await shop.orderOf(shop.ben)
  await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { discount: { amount: 80, reason: 'Late' } } })
  const { headers, body } = await exported('?q=ana')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(headers['content-disposition']).toBe('attachment; filename="orders.csv"')
  const [names, ...rest] = body.split('\r\n')
  expect(names).toBe('number,placed_at,status,fulfilment_status,payment_status,fulfilment,customer,items,subtotal,discount,total,currency,payment_method,address,note,tracking_number,estimated_delivery,updated_at,id')
  expect(rest).toEqual([
    `${number},2026-11-20T09:00:00.000Z,confirmed,confirmed,unpaid,delivery,Ana,2 × Rye bread,13.80,0.80,13.00,EUR,card,"Lindenstraße 4,\n""Hinterhof""",'=1+1,,,2026-11-20T09:01:00.000Z,${id}`,
    '',
  ])
})

it('gives all that match, however many pages that are', async () => {
  for (let order = 0; order < 3; order++)
    await shop.orderOf(shop.ana)
  const { body } = await exported('?sort=placedAt')
  expect(body.trim().split('\r\n').filter(line => line.startsWith('ONLINE'))).toHaveLength(5)
  expect((await exported('?status=shipped')).body.trim().split('\r\n')).toHaveLength(1)
})

it('is for staff', async () => {
  expect((await exported('', shop.ana)).statusCode).toBe(403)
  expect((await exported('?limit=5')).statusCode).toBe(400)
})
