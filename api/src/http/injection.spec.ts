import type { Endpoint, Input, OrderPage } from '@orderbeat/shared'
import type { Shop } from '../../test/test-shop.ts'
import { cancelOrder, createKey, getOrder, listOrders, listStaffOrders, placeOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

let shop: Shop
/** Where orders are read: what a customer has looked at is noted later, aside, and would come between two looks at what is stored. */
let looked: Shop
beforeAll(async () => {
  shop = await openShop()
  looked = await openShop()
})
afterAll(async () => {
  await shop.close()
  await looked.close()
})

/** Names by which a shop might let itself be told whose an order is, or what it costs. */
const names = ['customer_id', 'customerId', 'sub', 'user_id', 'owner', 'role', 'status', 'total', 'price', 'version', 'id', 'placedAt']

const evil = (name: string): unknown => ({ role: 'admin', status: 'delivered', total: 1, price: 1, version: 99, placedAt: '2020-01-01T00:00:00.000Z' })[name] ?? shop.ben.id

/** Sends exactly this text, so that nothing of it is lost on the way. */
function send(endpoint: Endpoint, body: string, { at = shop, path, who = at.ana, headers = {} }: { at?: Shop, path?: string, who?: Shop['ana'], headers?: Record<string, string> } = {}) {
  return at.app.inject({
    method: endpoint.method,
    url: path ?? endpoint.url,
    headers: { 'authorization': `Bearer ${who.token}`, 'content-type': 'application/json', ...headers },
    ...(body === '' ? {} : { payload: body }),
  })
}

const basketWith = (name: string, value: unknown) => JSON.stringify({ ...shop.basket(), [name]: value })

/** Says it by each header that something in between might speak by, and asks for another method and address. */
function headersWith(name: string, value: string) {
  return {
    ...Object.fromEntries([name, `x-${name}`, `x-${name.replaceAll('_', '-')}`, `x-forwarded-${name}`].map(header => [header.toLowerCase(), value])),
    'x-http-method-override': 'DELETE',
    'x-original-url': '/api/v1/staff/orders',
  }
}

function expectOnlyAnas(answer: Awaited<ReturnType<typeof send>>, id: string): void {
  const { orders } = answer.json<OrderPage>()
  expect(orders.map(order => order.id)).toContain(id)
  expect([...new Set(orders.map(order => order.customer.id))]).toEqual([looked.ana.id])
}

/** Ways to put a member into a request that places an order. */
const ways: [way: string, ask: (name: string, value: unknown) => ReturnType<typeof send>][] = [
  ['body', (name, value) => send(placeOrder, basketWith(name, value))],
  ['body, as a list', (name, value) => send(placeOrder, basketWith(name, [value]))],
  ['body, nested in a customer', (name, value) => send(placeOrder, basketWith('customer', { [name]: value }))],
  ['line of the order', (name, value) => send(placeOrder, JSON.stringify(shop.basket({ items: [{ productId: shop.products.bread, quantity: 1, [name]: value } as never] })))],
  ['list of bodies', (name, value) => send(placeOrder, `[${basketWith(name, value)}]`)],
  ['__proto__', (name, value) => send(placeOrder, JSON.stringify(shop.basket()).replace('{', `{"__proto__":${JSON.stringify({ [name]: value })},`))],
  ['__proto__ of a line', (name, value) => send(placeOrder, JSON.stringify(shop.basket()).replace('"items":[{', `"items":[{"__proto__":${JSON.stringify({ [name]: value })},`))],
  ['constructor', (name, value) => send(placeOrder, JSON.stringify(shop.basket()).replace('{', `{"constructor":{"prototype":${JSON.stringify({ [name]: value })}},`))],
  ['body twice', (name, value) => send(placeOrder, JSON.stringify(shop.basket()).replace('{', `{"${name}":${JSON.stringify(value)},"${name}":${JSON.stringify(value)},`))],
]

describe.each(names)('%s', (name) => {
  it.each(ways)('in a %s is refused and stores nothing', async (_, ask) => {
    const before = await shop.database.dump()
    const answer = await ask(name, evil(name))
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ type: '/problems/invalid-request' })
    expect(await shop.database.dump()).toEqual(before)
    expect(({} as Record<string, unknown>)[name]).toBeUndefined()
  })

  it('in a query is refused, or means a filter of one\'s own', async () => {
    const own = await looked.orderOf(looked.ana, ['delivered'])
    await looked.orderOf(looked.ben, ['delivered'])
    for (const query of [`${name}=${String(evil(name))}`, `${name}[]=${String(evil(name))}`, `filter[${name}]=x`, `${name}=a&${name}=b`, `__proto__[${name}]=x`]) {
      const answer = await send(listOrders, '', { at: looked, path: `${listOrders.url}?${query}` })
      expect([query, answer.statusCode]).toEqual([query, name === 'status' && query.startsWith('status=delivered') ? 200 : 400])
      if (answer.statusCode === 200)
        expectOnlyAnas(answer, own.id)
    }
  })

  it('in the query of a write is refused and stores nothing', async () => {
    const order = await shop.orderOf(shop.ana)
    const before = await shop.database.dump()
    const value = encodeURIComponent(String(evil(name)))
    for (const query of [`${name}=${value}`, `${name}[]=${value}`, `${name}=`, `${name}=a&${name}=b`, `__proto__[${name}]=x`]) {
      const answers = [
        await send(placeOrder, JSON.stringify(shop.basket()), { path: `${placeOrder.url}?${query}` }),
        await send(cancelOrder, '', { path: `${urlOf(cancelOrder, { params: { orderId: order.id } })}?${query}` }),
        await send(updateStaffOrder, JSON.stringify({ comment: 'x' }), { path: `${urlOf(updateStaffOrder, { params: { orderId: order.id } })}?${query}`, who: shop.sam }),
      ]
      expect([query, ...answers.map(({ statusCode }) => statusCode)]).toEqual([query, 400, 400, 400])
    }
    expect(await shop.database.dump()).toEqual(before)
  })

  it('in a header of a customer opens nothing of the staff\'s, and of staff nothing of the admin\'s', async () => {
    const order = await shop.orderOf(shop.ana)
    const before = await shop.database.dump()
    const headers = Object.fromEntries([name, `x-${name}`, `x-user-${name}`, `x-forwarded-${name}`].map(header => [header.toLowerCase(), name === 'role' ? 'admin' : shop.ada.id]))
    const path = urlOf(updateStaffOrder, { params: { orderId: order.id } })
    expect((await send(listStaffOrders, '', { headers })).statusCode).toBe(403)
    expect((await send(updateStaffOrder, JSON.stringify({ status: 'confirmed' }), { path, headers })).statusCode).toBe(403)
    expect((await send(createKey, JSON.stringify({ name: 'Mine', scopes: ['orders:write'] }), { who: shop.sam, headers })).statusCode).toBe(403)
    expect(await shop.database.dump()).toEqual(before)
  })

  it('in a header of a customer\'s own reading shows nothing of anybody else\'s', async () => {
    const own = await looked.orderOf(looked.ana)
    const foreign = await looked.orderOf(looked.ben)
    const path = (id: string) => urlOf(getOrder, { params: { orderId: id } })
    const plain = await send(listOrders, '', { at: looked })
    expectOnlyAnas(plain, own.id)
    for (const value of new Set([looked.ben.id, String(evil(name))])) {
      const headers = headersWith(name, value)
      const answer = await send(listOrders, '', { at: looked, headers })
      expect([answer.statusCode, answer.body]).toEqual([200, plain.body])
      expect((await send(getOrder, '', { at: looked, path: path(foreign.id), headers })).statusCode).toBe(404)
      expect((await send(getOrder, '', { at: looked, path: path(own.id), headers })).json()).toMatchObject({ id: own.id })
    }
  })

  it('in a header, or another method in one, changes nothing', async () => {
    const placed = (await send(placeOrder, JSON.stringify(shop.basket()), { headers: headersWith(name, String(evil(name))) })).json<Record<string, unknown>>()
    expect(placed).toMatchObject({ customer: { id: shop.ana.id }, status: 'pending', version: 1, total: 1380, placedAt: new Date(shop.clock.now).toISOString() })
    expect(placed.id).not.toBe(shop.ben.id)
  })

  it('in a customer\'s cancelling or a change by staff is refused', async () => {
    const order = await shop.orderOf(shop.ana)
    const before = await shop.database.dump()
    const path = urlOf(cancelOrder, { params: { orderId: order.id } })
    expect((await send(cancelOrder, JSON.stringify({ [name]: evil(name) }), { path })).statusCode).toBe(400)
    const staffPath = urlOf(updateStaffOrder, { params: { orderId: order.id } })
    const change: Input<typeof updateStaffOrder>['body'] = { comment: 'x' }
    if (name !== 'status')
      expect((await send(updateStaffOrder, JSON.stringify({ ...change, [name]: evil(name) }), { path: staffPath, who: shop.sam })).statusCode).toBe(400)
    expect(await shop.database.dump()).toEqual(before)
  })
})
