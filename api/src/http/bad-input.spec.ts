import type { Shop } from '../../test/test-shop.ts'
import { Buffer } from 'node:buffer'
import { listNotifications, listOrders, listStaffOrders, placeOrder, problems, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

type Body = Record<string, unknown>
const item = (changes: Body = {}): Body => ({ productId: shop.products.bread, quantity: 1, ...changes })

const badOrders: [name: string, body: () => unknown, path: string][] = [
  ['an unknown product', () => shop.basket({ items: [{ productId: 'nothing', quantity: 1 }] }), '/items/0/productId'],
  ['quantity 0', () => ({ ...shop.basket(), items: [item({ quantity: 0 })] }), '/items/0/quantity'],
  ['quantity -1', () => ({ ...shop.basket(), items: [item({ quantity: -1 })] }), '/items/0/quantity'],
  ['quantity 1.5', () => ({ ...shop.basket(), items: [item({ quantity: 1.5 })] }), '/items/0/quantity'],
  ['quantity 10^9', () => ({ ...shop.basket(), items: [item({ quantity: 1e9 })] }), '/items/0/quantity'],
  ['quantity as text', () => ({ ...shop.basket(), items: [item({ quantity: '1' })] }), '/items/0/quantity'],
  ['quantity true', () => ({ ...shop.basket(), items: [item({ quantity: true })] }), '/items/0/quantity'],
  ['an empty basket', () => ({ ...shop.basket(), items: [] }), '/items'],
  ['10 000 items', () => ({ ...shop.basket(), items: Array.from({ length: 10_000 }, () => item()) }), '/items'],
  ['an unknown member', () => ({ ...shop.basket(), customerId: 'ben' }), '/customerId'],
  ['an unknown member of a line', () => ({ ...shop.basket(), items: [item({ unitPrice: 1 })] }), '/items/0/unitPrice'],
  ['items as an object', () => ({ ...shop.basket(), items: item() }), '/items'],
  ['an unknown payment', () => ({ ...shop.basket(), paymentMethod: 'barter' }), '/paymentMethod'],
  ['a NUL byte', () => shop.basket({ note: 'a\u0000b' }), '/note'],
  ['a broken surrogate', () => shop.basket({ address: 'a\uD800b' }), '/address'],
  ['a note that is too long', () => shop.basket({ note: 'x'.repeat(501) }), '/note'],
  ['no delivery address', () => ({ ...shop.basket(), address: undefined }), '/address'],
  ['a list', () => [shop.basket()], ''],
]

describe('a bad order', () => {
  it.each(badOrders)('with %s is 400 with the place of the error, and nothing is stored', async (_, body, path) => {
    const before = await shop.database.dump()
    const { status, problem } = await shop.ana.call(placeOrder, { body: body() as never })
    expect(status).toBe(400)
    expect(problem.type).toBe('/problems/invalid-request')
    expect(problem.errors?.map(error => error.path)).toContain(path)
    expect(await shop.database.dump()).toEqual(before)
  })
})

describe('a bad body', () => {
  const raw = (payload: string | Buffer, type = 'application/json') => shop.app.inject({
    method: 'POST',
    url: urlOf(placeOrder),
    headers: { 'authorization': `Bearer ${shop.ana.token}`, 'content-type': type },
    payload,
  })

  it.each<[string, string, string | undefined, number]>([
    ['no JSON', '{', undefined, 400],
    ['nothing', '', undefined, 400],
    ['a number', '1', undefined, 400],
    ['null', 'null', undefined, 400],
    ['a prototype', '{"__proto__":{"role":"admin"}}', undefined, 400],
    ['an infinite number', '{"items":[{"productId":"x","quantity":1e400}]}', undefined, 400],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 415],
    ['text', '{}', 'text/plain', 415],
    ['2 MB', `{"note":"${'x'.repeat(2_000_000)}"}`, undefined, 413],
  ])('of %s is a problem with its own status', async (_, payload, type, status) => {
    const before = await shop.database.dump()
    const response = await raw(payload, type)
    expect(response.statusCode).toBe(status)
    expect(response.headers['content-type']).toBe('application/problem+json')
    expect(Object.values(problems).some(problem => problem.status === status)).toBe(true)
    expect(response.json()).toMatchObject({ status, instance: expect.any(String) as string })
    expect(await shop.database.dump()).toEqual(before)
  })
})

describe('a bad query', () => {
  it.each<[string, object]>([
    ['limit', { limit: 0 }],
    ['limit', { limit: 101 }],
    ['limit', { limit: '0x10' }],
    ['limit', { limit: '1.5' }],
    ['before', { before: 'broken' }],
    ['before', { before: Buffer.from('["history","1","x"]').toString('base64url') }],
    ['before', { before: Buffer.from('["notifications",1,"x"]').toString('base64url') }],
    ['status', { status: 'lost' }],
    ['q', { q: 'a\u0000' }],
    ['customerId', { customerId: 'ben' }],
  ])('%s of the history is named', async (name, query) => {
    const { status, problem } = await shop.ana.call(listOrders, { query: query as never })
    expect(status).toBe(400)
    expect(problem.errors?.[0]?.path).toBe(`/${name}`)
  })

  it('named twice is refused rather than guessed', async () => {
    const response = await shop.app.inject({ url: `${listOrders.url}?limit=1&limit=2`, headers: { authorization: `Bearer ${shop.ana.token}` } })
    expect(response.statusCode).toBe(400)
  })

  it('of staff and notifications is named too', async () => {
    expect((await shop.sam.call(listStaffOrders, { query: { status: 'paid,lost' } })).problem.errors?.[0]?.path).toBe('/status')
    expect((await shop.sam.call(listStaffOrders, { query: { from: 'yesterday' } })).problem.errors?.[0]?.path).toBe('/from')
    expect((await shop.ana.call(listNotifications, { query: { after: 'broken' } })).problem.errors?.[0]?.path).toBe('/after')
    expect((await shop.ana.call(listNotifications, { query: { unread: 'yes' as never } })).problem.errors?.[0]?.path).toBe('/unread')
  })
})

describe('a bad change', () => {
  it.each<[string, object]>([
    ['an unknown status', { status: 'lost' }],
    ['nothing at all', {}],
    ['a script as tracking link', { trackingUrl: 'javascript:alert(1)' }],
    ['a discount without a reason', { discount: { amount: 1 } }],
    ['a date that is none', { estimatedDelivery: 'tomorrow' }],
    ['a leap second', { estimatedDelivery: '2026-12-31T23:59:60Z' }],
    ['a version in the body', { status: 'confirmed', version: 1 }],
    ['a customer in the body', { status: 'confirmed', customerId: 'ben' }],
  ])('with %s is 400 and stores nothing', async (_, body) => {
    const { id } = await shop.orderOf(shop.ana)
    const before = await shop.database.dump()
    const { status } = await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: body as never })
    expect(status).toBe(400)
    expect(await shop.database.dump()).toEqual(before)
  })

  it('with a key that is too long is 400', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const { status } = await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed' }, headers: { 'idempotency-key': 'k'.repeat(256) } })
    expect(status).toBe(400)
  })
})

describe('an address that cannot be decoded', () => {
  it.each(['/api/v1/orders/%zz', '/%zz'])('%s is a problem', async (url) => {
    const response = await shop.app.inject({ url })
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toBe('application/problem+json')
  })
})

describe('an unknown address', () => {
  it.each(['/api/v1/nothing', '/api/v2/orders', '/nothing'])('%s is a problem', async (url) => {
    const response = await shop.app.inject({ url })
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ type: '/problems/not-found' })
  })
})
