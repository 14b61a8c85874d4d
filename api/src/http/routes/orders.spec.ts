import type { Shop } from '../../../test/test-shop.ts'
import { cancelOrder, getOrder, listOrders, placeOrder, trackOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

describe('placing an order', () => {
  it('answers the order with the shop\'s prices and where it is', async () => {
    const { status, headers, body } = await shop.ana.call(placeOrder, { body: shop.basket({ note: '  Ring twice ' }) })
    expect(status).toBe(201)
    expect(headers.location).toBe(`/api/v1/orders/${body.id}`)
    expect(body).toMatchObject({ status: 'pending', version: 1, subtotal: 1380, discount: 0, total: 1380, currency: 'EUR', note: 'Ring twice', customer: { id: shop.ana.id, name: 'Ana' } })
    expect(body.items).toEqual([{ productId: shop.products.bread, sku: 'BREAD', name: 'Rye bread', quantity: 2, unitPrice: 690, total: 1380 }])
    expect(body.milestones).toEqual({ pending: '2026-11-20T09:00:00.000Z' })
    expect(body.actions).toEqual([{ action: 'cancel', allowed: true }])
  })

  it('numbers orders without a gap, also when one in between is refused', async () => {
    const first = await shop.ana.call(placeOrder, { body: shop.basket() })
    await shop.ana.call(placeOrder, { body: shop.basket({ items: [{ productId: 'none', quantity: 1 }] }) })
    const second = await shop.ben.call(placeOrder, { body: shop.basket() })
    expect(Number(second.body.number.slice(-6))).toBe(Number(first.body.number.slice(-6)) + 1)
    expect(first.body.number).toMatch(/^ONLINE-\d{6}$/)
  })

  it('makes one line of the same product named twice', async () => {
    const items = [{ productId: shop.products.bread, quantity: 1 }, { productId: shop.products.cake, quantity: 1 }, { productId: shop.products.bread, quantity: 3 }]
    const { body } = await shop.ana.call(placeOrder, { body: shop.basket({ items }) })
    expect(body.items.map(item => [item.sku, item.quantity, item.total])).toEqual([['BREAD', 4, 2760], ['CAKE', 1, 2400]])
  })

  it('wants an address for delivery but not for pickup', async () => {
    const { address: _, ...noAddress } = shop.basket()
    const refused = await shop.ana.call(placeOrder, { body: { ...noAddress, address: '   ' } })
    expect(refused.problem).toMatchObject({ type: '/problems/invalid-request', errors: [{ path: '/address' }] })
    expect((await shop.ana.call(placeOrder, { body: { ...noAddress, fulfilment: 'pickup' } })).status).toBe(201)
  })

  it('refuses what the shop does not sell at the moment', async () => {
    const { status, problem } = await shop.ana.call(placeOrder, { body: shop.basket({ items: [{ productId: shop.products.stollen, quantity: 1 }] }) })
    expect(status).toBe(409)
    expect(problem).toMatchObject({ type: '/problems/product-unavailable', errors: [{ path: '/items/0/productId' }] })
  })

  it('sent again with its key orders once, even long after', async () => {
    const headers = { 'idempotency-key': 'basket-1' }
    const first = await shop.ana.call(placeOrder, { body: shop.basket(), headers })
    shop.clock.now += 90 * 24 * 60 * 60 * 1000
    const again = await shop.ana.call(placeOrder, { body: shop.basket(), headers })
    expect(again.status).toBe(201)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.text).toBe(first.text)
    expect(again.headers.location).toBe(first.headers.location)
  })

  it('refuses another request under the same key, and keeps customers\' keys apart', async () => {
    const headers = { 'idempotency-key': 'basket-2' }
    const first = await shop.ana.call(placeOrder, { body: shop.basket(), headers })
    const other = await shop.ana.call(placeOrder, { body: shop.basket({ note: 'another' }), headers })
    expect(other.problem.type).toBe('/problems/idempotency-mismatch')
    const bens = await shop.ben.call(placeOrder, { body: shop.basket(), headers })
    expect(bens.status).toBe(201)
    expect(bens.body.id).not.toBe(first.body.id)
  })

  it('does not keep a key whose request was refused', async () => {
    const headers = { 'idempotency-key': 'basket-3' }
    await shop.ana.call(placeOrder, { body: shop.basket({ items: [{ productId: 'none', quantity: 1 }] }), headers })
    expect((await shop.ana.call(placeOrder, { body: shop.basket(), headers })).status).toBe(201)
  })

  it('sent twenty times at once with one key is one order', async () => {
    const headers = { 'idempotency-key': 'impatient' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.ana.call(placeOrder, { body: shop.basket(), headers })))
    expect(new Set(answers.map(answer => answer.body.id)).size).toBe(1)
  })
})

describe('the history', () => {
  it('is newest first and pages without losing orders of one millisecond', async () => {
    const fresh = await openShop()
    const numbers: string[] = []
    for (let n = 0; n < 7; n++)
      numbers.unshift((await fresh.orderOf(fresh.ana)).number)
    const seen: string[] = []
    let before: string | undefined
    do {
      const page = await fresh.ana.call(listOrders, { query: { limit: 3, ...(before === undefined ? {} : { before }) } })
      expect(page.body.total).toBe(7)
      seen.push(...page.body.orders.map(order => order.number))
      before = page.body.nextCursor ?? undefined
    } while (before !== undefined)
    expect(seen).toEqual(numbers)
    await fresh.close()
  })

  it('is narrowed by status, order number, product and tracking number', async () => {
    const order = await shop.orderOf(shop.ben, ['processing'], { items: [{ productId: shop.products.cake, quantity: 1 }] })
    await shop.sam.call(updateStaffOrder, { params: { orderId: order.id }, body: { trackingNumber: 'ÖB-77 x9' } })
    const find = async (query: object) => (await shop.ben.call(listOrders, { query })).body.orders.map(({ number }) => number)
    expect(await find({ status: 'processing' })).toEqual([order.number])
    expect(await find({ status: 'shipped' })).toEqual([])
    for (const q of [order.number, order.number.slice(-6), 'lemon', 'CAKE lem', 'öb 77', 'OB-77'])
      expect(await find({ q })).toEqual([order.number])
    for (const q of ['emon', '%', 'ana', '_'])
      expect(await find({ q })).toEqual([])
  })

  it('logs who fetched how many', async () => {
    await shop.ana.call(listOrders, { query: { limit: 2 } })
    expect(shop.log()).toContainEqual(expect.objectContaining({ msg: 'history fetched', account: shop.ana.id, orders: 2 }))
  })
})

describe('one order', () => {
  it('is found by its id and by its number, with its life but without the shop\'s insides', async () => {
    const { id, number } = await shop.orderOf(shop.ana, ['confirmed', 'shipped'])
    await shop.sam.call(updateStaffOrder, { params: { orderId: number }, body: { comment: 'only for us' } })
    for (const orderId of [id, number]) {
      const { body } = await shop.ana.call(getOrder, { params: { orderId } })
      expect(body.timeline?.map(({ type, from, to }) => [type, from, to])).toEqual([
        ['order.created', null, 'pending'],
        ['order.confirmed', 'pending', 'confirmed'],
        ['order.shipped', 'confirmed', 'shipped'],
      ])
      expect(JSON.stringify(body)).not.toMatch(/only for us|Sam|actor|undoUntil|seenByCustomer/)
    }
  })

  it('is tracked with stations, the skipped one passed by', async () => {
    const { id } = await shop.orderOf(shop.ana, ['confirmed', 'shipped', 'paid'])
    const { body } = await shop.ana.call(trackOrder, { params: { orderId: id } })
    expect(body.statusInfo).toMatchObject({ label: 'Paid, on its way', tone: 'success', step: 4, steps: 5, final: false })
    expect(body.steps.map(step => [step.status, step.state])).toEqual([['pending', 'done'], ['confirmed', 'done'], ['processing', 'skipped'], ['shipped', 'current'], ['delivered', 'upcoming']])
  })
})

describe('cancelling', () => {
  it('works while the order is pending, with a reason both sides read', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const { status, body } = await shop.ana.call(cancelOrder, { params: { orderId: id }, body: { reason: 'Wrong size' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'cancelled', fulfilmentStatus: 'cancelled', paymentStatus: 'unpaid', version: 2, statusInfo: { tone: 'warning', final: true } })
    const { body: read } = await shop.ana.call(getOrder, { params: { orderId: id } })
    expect(read.timeline?.at(-1)).toMatchObject({ type: 'order.cancelled', customerComment: 'Wrong size' })
  })

  it('needs no body, and twice is once', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const typed = await shop.app.inject({ method: 'POST', url: urlOf(cancelOrder, { params: { orderId: id } }), headers: { 'authorization': `Bearer ${shop.ana.token}`, 'content-type': 'application/json' } })
    expect(typed.statusCode).toBe(200)
    const { status, body } = await shop.ana.call(cancelOrder, { params: { orderId: id } })
    expect(status).toBe(200)
    expect(body.version).toBe(2)
  })

  it('is refused with the reason once the shop has started', async () => {
    for (const reached of ['confirmed', 'paid'] as const) {
      const { id } = await shop.orderOf(shop.ana, [reached])
      const { status, problem } = await shop.ana.call(cancelOrder, { params: { orderId: id } })
      expect(status).toBe(409)
      expect(problem).toMatchObject({ type: '/problems/transition-refused', from: reached, to: 'cancelled', allowed: [] })
    }
  })

  it('holds only for the version that was seen', async () => {
    const { id } = await shop.orderOf(shop.ana)
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { customerComment: 'We wrap it nicely.' } })
    const { status, problem } = await shop.ana.call(cancelOrder, { params: { orderId: id }, headers: { 'if-match': '"1"' } })
    expect(status).toBe(412)
    expect(problem).toMatchObject({ type: '/problems/order-changed', order: { id, version: 2 } })
  })
})
