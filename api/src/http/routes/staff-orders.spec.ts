import type { Shop } from '../../../test/test-shop.ts'
import { getOrder, getStaffOrder, listNotifications, listStaffOrders, updateStaffOrder } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Sends a change as Sam and gives the whole answer. */
function change(orderId: string, body: NonNullable<Parameters<typeof shop.sam.call<typeof updateStaffOrder>>[1]>['body'], headers: object = {}) {
  return shop.sam.call(updateStaffOrder, { params: { orderId }, body: body!, headers })
}

describe('moving an order', () => {
  it('takes it through its life, by id or by number', async () => {
    const { id, number } = await shop.orderOf(shop.ana)
    for (const [index, status] of (['confirmed', 'processing', 'shipped', 'paid', 'delivered'] as const).entries()) {
      const { status: code, body } = await change(index % 2 ? id : number, { status })
      expect(code).toBe(200)
      expect(body).toMatchObject({ status, version: index + 2 })
    }
    const { body } = await shop.sam.call(getStaffOrder, { params: { orderId: id } })
    expect(body).toMatchObject({ fulfilmentStatus: 'delivered', paymentStatus: 'paid', statusInfo: { final: true } })
    expect(body.timeline?.map(entry => entry.actor?.name)).toEqual(['Ana', 'Sam', 'Sam', 'Sam', 'Sam', 'Sam'])
  })

  it('stores nothing when the order has the status already', async () => {
    const { id } = await shop.orderOf(shop.ana, ['processing'])
    const before = await shop.database.dump()
    const { status, body } = await change(id, { status: 'processing' })
    expect(status).toBe(200)
    expect(body.version).toBe(2)
    expect(await shop.database.dump()).toEqual(before)
  })

  it('refuses to go back, out of cancelled, and to the other fulfilment\'s steps', async () => {
    const { id } = await shop.orderOf(shop.ana, ['processing'])
    const refused = await change(id, { status: 'confirmed' })
    expect(refused.status).toBe(409)
    expect(refused.problem).toMatchObject({ type: '/problems/transition-refused', from: 'processing', to: 'confirmed', allowed: ['shipped', 'delivered', 'paid', 'cancelled'] })
    expect((await change(id, { status: 'ready' })).status).toBe(409)
    await change(id, { status: 'cancelled' })
    expect((await change(id, { status: 'paid' })).problem).toMatchObject({ from: 'cancelled', allowed: [] })
  })

  it('answers a stale If-Match before anything else, with the order as it is', async () => {
    const { id } = await shop.orderOf(shop.ana, ['processing'])
    for (const status of ['processing', 'pending', 'shipped'] as const) {
      const { status: code, problem } = await change(id, { status }, { 'if-match': '"1"' })
      expect(code).toBe(412)
      expect(problem).toMatchObject({ type: '/problems/order-changed', order: { version: 2, status: 'processing' } })
    }
    expect((await change(id, { status: 'shipped' }, { 'if-match': '"7", "2"' })).status).toBe(200)
    expect((await change(id, { status: 'delivered' }, { 'if-match': '*' })).status).toBe(200)
    expect((await change(id, { status: 'paid' }, { 'if-match': '4' })).status).toBe(400)
  })

  it('replays its answer for a key, although the order has gone on since', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const headers = { 'idempotency-key': 'till-1', 'if-match': '"1"' }
    const first = await change(id, { status: 'confirmed' }, headers)
    await change(id, { status: 'processing' })
    const again = await change(id, { status: 'confirmed' }, headers)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.text).toBe(first.text)
  })

  it('names the steps it skipped, but not the optional one', async () => {
    const { id } = await shop.orderOf(shop.ana, ['shipped'])
    const [event] = ((await shop.database.dump()).order_events as { order_id: string, version: number, skipped: string }[]).filter(row => row.order_id === id && row.version === 2)
    expect(JSON.parse(event!.skipped)).toEqual(['processing'])
  })

  it('says on every order what staff may write, and why not', async () => {
    const { id } = await shop.orderOf(shop.ana, ['processing'], { fulfilment: 'pickup' })
    const { body } = await shop.sam.call(getStaffOrder, { params: { orderId: id } })
    expect(Object.fromEntries(body.actions.map(({ action, allowed }) => [action, allowed]))).toEqual({ confirmed: false, ready: true, shipped: false, delivered: true, paid: true, cancelled: true })
    expect(body.actions.every(action => action.allowed || action.reason!.length > 10)).toBe(true)
  })

  it('of twenty at once lets one take effect per version', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const moves = ['confirmed', 'processing', 'shipped', 'delivered', 'paid', 'cancelled'] as const
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => change(id, { status: moves[index % moves.length]! }, { 'if-match': '"1"' })))
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(1)
    expect(answers.filter(answer => answer.status === 412)).toHaveLength(19)
    const free = await shop.orderOf(shop.ana)
    const unguarded = await Promise.all(Array.from({ length: 20 }, (_, index) => change(free.id, { status: moves[index % moves.length]! })))
    expect(unguarded.every(answer => [200, 409].includes(answer.status))).toBe(true)
    const { body } = await shop.sam.call(getStaffOrder, { params: { orderId: free.id } })
    expect(body.timeline?.map(entry => entry.version)).toEqual(Array.from({ length: body.version }, (_, index) => index + 1))
  })
})

describe('changing the rest', () => {
  it('is one event with what was and what is', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const { body } = await change(id, { discount: { amount: 180, reason: 'Late' }, trackingNumber: 'T-1', trackingUrl: 'https://parcel.example/T-1', estimatedDelivery: '2026-11-22T10:00:00Z', comment: 'sorry' })
    expect(body).toMatchObject({ version: 2, status: 'pending', discount: 180, total: 1200, trackingNumber: 'T-1', estimatedDelivery: '2026-11-22T10:00:00.000Z' })
    const { body: customers } = await shop.ana.call(getOrder, { params: { orderId: id } })
    expect(customers.timeline?.at(-1)).toMatchObject({
      type: 'order.updated',
      changed: { discount: { from: 0, to: 180, reason: 'Late' }, trackingNumber: { from: null, to: 'T-1' } },
    })
  })

  it('together with a status is that status\'s event', async () => {
    const { id } = await shop.orderOf(shop.ana, ['processing'])
    await change(id, { status: 'shipped', trackingNumber: 'T-2' })
    const { body } = await shop.sam.call(getStaffOrder, { params: { orderId: id } })
    expect(body.timeline?.at(-1)).toMatchObject({ type: 'order.shipped', changed: { trackingNumber: { to: 'T-2' } } })
  })

  it('takes a value back with null', async () => {
    const { id } = await shop.orderOf(shop.ana)
    await change(id, { trackingNumber: 'T-3' })
    expect((await change(id, { trackingNumber: null })).body).toMatchObject({ trackingNumber: null, version: 3 })
  })

  it('never discounts above the total, below nothing, or what is paid or cancelled', async () => {
    const { id } = await shop.orderOf(shop.ana)
    expect((await change(id, { discount: { amount: 1381, reason: 'Too much' } })).problem.errors).toEqual([{ path: '/discount/amount', message: expect.stringContaining('€13.80') as string }])
    expect((await change(id, { discount: { amount: -1, reason: 'Negative' } })).status).toBe(400)
    expect((await change(id, { discount: { amount: 1380, reason: 'A gift' } })).body.total).toBe(0)
    expect((await change(id, { discount: { amount: 0, reason: 'No gift' } })).body.total).toBe(1380)
    await change(id, { status: 'paid' })
    expect((await change(id, { discount: { amount: 5, reason: 'Late' } })).problem.errors?.[0]?.message).toContain('paid')
  })

  it('told to nobody when it is only an internal comment', async () => {
    const { id, number } = await shop.orderOf(shop.ana)
    await change(id, { comment: 'Asks for Sam' })
    for (const reader of [shop.ana, shop.ada]) {
      const { body } = await reader.call(listNotifications, { query: { q: number } })
      expect(body.notifications.filter(({ type }) => type === 'order.updated')).toEqual([])
    }
  })
})

describe('the list of all orders', () => {
  it('is narrowed by status, payment, fulfilment and customer', async () => {
    const fresh = await openShop()
    const paid = await fresh.orderOf(fresh.ana, ['processing', 'paid'])
    const ready = await fresh.orderOf(fresh.ben, ['processing', 'ready'], { fulfilment: 'pickup' })
    const pending = await fresh.orderOf(fresh.ben)
    const find = async (query: object) => (await fresh.sam.call(listStaffOrders, { query })).body.orders.map(({ number }) => number)
    expect(await find({})).toEqual([pending.number, ready.number, paid.number])
    expect(await find({ status: 'paid,ready' })).toEqual([ready.number, paid.number])
    expect(await find({ fulfilmentStatus: 'processing' })).toEqual([paid.number])
    expect(await find({ paymentStatus: 'paid' })).toEqual([paid.number])
    expect(await find({ fulfilment: 'pickup' })).toEqual([ready.number])
    expect(await find({ customerId: fresh.ana.id })).toEqual([paid.number])
    for (const q of ['ana', 'ANA@exam', paid.number])
      expect(await find({ q })).toEqual([paid.number])
    expect(await find({ q: 'bread' })).toEqual([])
    await fresh.close()
  })

  it('takes days in the shop\'s time zone, the last one included', async () => {
    const fresh = await openShop()
    const place = async (at: string) => {
      fresh.clock.now = Date.parse(at)
      return (await fresh.orderOf(fresh.ana)).number
    }
    const lateOn19 = await place('2026-11-19T22:59:59.999Z')
    const firstOn20 = await place('2026-11-19T23:00:00.000Z')
    const lastOn20 = await place('2026-11-20T22:59:59.999Z')
    const find = async (query: object) => (await fresh.sam.call(listStaffOrders, { query })).body.orders.map(({ number }) => number)
    expect(await find({ from: '2026-11-20', to: '2026-11-20' })).toEqual([lastOn20, firstOn20])
    expect(await find({ to: '2026-11-19' })).toEqual([lateOn19])
    expect(await find({ from: '2026-11-20', to: '9999-12-31' })).toEqual(await find({ from: '2026-11-20' }))
    expect((await fresh.sam.call(listStaffOrders, { query: { from: '2026-02-30' } })).status).toBe(400)
    await fresh.close()
  })

  it('pages through every sort without losing or repeating one', async () => {
    const fresh = await openShop()
    for (let n = 0; n < 9; n++)
      await fresh.orderOf(n % 2 ? fresh.ana : fresh.ben, n % 3 ? ['processing'] : [])
    for (const sort of ['-placedAt', 'placedAt', '-updatedAt', '-total'] as const) {
      const seen: string[] = []
      let before: string | undefined
      do {
        const { body } = await fresh.sam.call(listStaffOrders, { query: { sort, limit: 2, ...(before === undefined ? {} : { before }) } })
        seen.push(...body.orders.map(({ id }) => id))
        before = body.nextCursor ?? undefined
      } while (before !== undefined)
      expect(new Set(seen).size).toBe(9)
      expect(seen).toHaveLength(9)
    }
    const { body } = await fresh.sam.call(listStaffOrders, { query: { limit: 1 } })
    expect((await fresh.sam.call(listStaffOrders, { query: { sort: '-total', before: body.nextCursor! } })).problem.errors?.[0]?.path).toBe('/before')
    await fresh.close()
  })
})
