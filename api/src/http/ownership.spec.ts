import type { Endpoint } from '@orderbeat/shared'
import type { Shop } from '../../test/test-shop.ts'
import { cancelOrder, endpoints, getOrder, getStaffOrder, listOrders, listStaffOrders, placeOrder, trackOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const withoutInstance = (text: string) => text.replace(/"instance":"[^"]+"/, '')

describe('somebody else\'s order', () => {
  it.each<[string, Endpoint]>([['read', getOrder], ['track', trackOrder], ['cancel', cancelOrder]])('to %s is the same 404 as one that does not exist', async (_, endpoint) => {
    const { id, number } = await shop.orderOf(shop.ana)
    const before = await shop.database.dump()
    const missing = await shop.ben.call(endpoint, { params: { orderId: 'ONLINE-999999' } } as never)
    for (const orderId of [id, number]) {
      const others = await shop.ben.call(endpoint, { params: { orderId } } as never)
      expect(others.status).toBe(404)
      expect(withoutInstance(others.text)).toBe(withoutInstance(missing.text))
    }
    expect(await shop.database.dump()).toEqual(before)
  })

  it('is in nobody else\'s history', async () => {
    await shop.orderOf(shop.ana)
    expect((await shop.ben.call(listOrders)).body.orders).toEqual([])
  })
})

describe('the token\'s subject', () => {
  it('wins over whatever header names a customer', async () => {
    const headers = Object.fromEntries(['x-customer-id', 'customer-id', 'x-user-id', 'sub', 'x-forwarded-user'].map(name => [name, shop.ben.id]))
    const { body } = await shop.ana.call(placeOrder, { body: shop.basket(), headers: headers as never })
    expect(body.customer.id).toBe(shop.ana.id)
  })

  it.each(['customer_id', 'customerId', 'customer', 'sub', 'userId', 'role', 'status', 'total', 'price', 'version', 'id', 'created_at'])('%s in a body or a query is refused', async (name) => {
    expect((await shop.ana.call(placeOrder, { body: { ...shop.basket(), [name]: shop.ben.id } as never })).status).toBe(400)
    if (name !== 'status')
      expect((await shop.ana.call(listOrders, { query: { [name]: shop.ben.id } as never })).status).toBe(400)
  })
})

describe('roles', () => {
  it('staff and admin cannot place orders', async () => {
    for (const caller of [shop.sam, shop.ada]) {
      const { status, problem } = await caller.call(placeOrder, { body: shop.basket() })
      expect(status).toBe(403)
      expect(problem.type).toBe('/problems/customers-only')
    }
  })

  it('customers reach no staff route', async () => {
    const { id } = await shop.orderOf(shop.ana)
    expect((await shop.ana.call(listStaffOrders)).status).toBe(403)
    expect((await shop.ana.call(getStaffOrder, { params: { orderId: id } })).status).toBe(403)
    expect((await shop.ana.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'paid' } })).status).toBe(403)
  })

  it('nobody gets past any route that is not for anyone, not even by HEAD', async () => {
    const guarded = endpoints.filter(endpoint => !['anyone', 'cookie'].includes(endpoint.config.access))
    for (const endpoint of guarded) {
      const url = urlOf(endpoint, { params: { orderId: 'x', sku: 'x' } })
      const methods = endpoint.method === 'GET' ? ['GET', 'HEAD'] as const : [endpoint.method]
      for (const method of methods)
        expect((await shop.app.inject({ method, url, ...(method === 'GET' || method === 'HEAD' ? {} : { payload: {} }) })).statusCode).toBe(401)
    }
  })
})
