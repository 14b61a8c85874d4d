import type { Shop } from '../../../test/test-shop.ts'
import { getOrder, getStaffOrder, listNotifications, trackOrder, undoOrder, updateStaffOrder } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const minute = 60_000

function undo(orderId: string, version: number, headers: object = {}) {
  return shop.sam.call(undoOrder, { params: { orderId }, headers: { 'if-match': `"${version}"`, ...headers } })
}

async function change(orderId: string, body: object) {
  return (await shop.sam.call(updateStaffOrder, { params: { orderId }, body })).body
}

describe('an undo inside the window', () => {
  it('restores order, tracker and milestones, and tells one correction', async () => {
    const before = await shop.orderOf(shop.ana, ['confirmed', 'paid', 'processing'])
    const trackedBefore = (await shop.ana.call(trackOrder, { params: { orderId: before.id } })).body
    shop.clock.now += minute
    const shipped = await change(before.id, { status: 'shipped', trackingNumber: 'OB-1' })
    expect(shipped.undoUntil).toBe(new Date(shop.clock.now + 600_000).toISOString())

    shop.clock.now += minute
    const { status, body } = await undo(before.id, shipped.version)
    expect(status).toBe(200)
    const { version, updatedAt, trackingNumber, timeline, undoUntil, seenByCustomerAt, ...same } = body
    const { version: _v, updatedAt: _u, trackingNumber: _t, undoUntil: _n, seenByCustomerAt: _s, timeline: _l, ...were } = before
    expect(same).toEqual(were)
    expect({ version, trackingNumber, undoUntil }).toEqual({ version: 6, trackingNumber: 'OB-1', undoUntil: null })

    const tracked = (await shop.ana.call(trackOrder, { params: { orderId: before.id } })).body
    expect(tracked.steps).toEqual(trackedBefore.steps)
    const { body: order } = await shop.ana.call(getOrder, { params: { orderId: before.id } })
    expect(order.timeline!.at(-1)).toMatchObject({ type: 'order.reverted', from: 'shipped', to: 'processing' })
    const { body: { notifications } } = await shop.ana.call(listNotifications)
    expect(notifications.filter(({ type }) => type === 'order.reverted')).toMatchObject([{ tone: 'info', title: `A correction: your order ${before.number} is being prepared` }])
  })

  it('takes back a payment, a cancellation and a refund', async () => {
    const paid = await shop.orderOf(shop.ana, ['paid'])
    const { body: cancelled } = await shop.sam.call(updateStaffOrder, { params: { orderId: paid.id }, body: { status: 'cancelled' } })
    expect(cancelled.paymentStatus).toBe('refund_due')
    const { body: again } = await undo(paid.id, cancelled.version)
    expect(again).toMatchObject({ status: 'paid', fulfilmentStatus: 'pending', paymentStatus: 'paid', statusInfo: { final: false } })
    const other = await shop.orderOf(shop.ana, ['paid'])
    expect((await undo(other.id, other.version)).body).toMatchObject({ status: 'pending', paymentStatus: 'unpaid' })
  })

  it('is not hindered by a later note, discount or tracking number, which stay', async () => {
    const { id } = await shop.orderOf(shop.ana, ['confirmed'])
    const later = await change(id, { comment: 'Hurry', discount: { amount: 100, reason: 'Late' } })
    expect((await undo(id, later.version)).body).toMatchObject({ status: 'pending', discount: 100 })
  })

  it('happens once under one key', async () => {
    const { id, version } = await shop.orderOf(shop.ana, ['confirmed'])
    const first = await undo(id, version, { 'idempotency-key': 'undo-once' })
    const second = await undo(id, version, { 'idempotency-key': 'undo-once' })
    expect(second.body).toEqual(first.body)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })
})

describe('an undo is refused, and nothing is stored,', () => {
  it('after the window', async () => {
    const { id, version } = await shop.orderOf(shop.ana, ['confirmed'])
    shop.clock.now += 600_001
    const before = await shop.database.dump()
    const { status, problem } = await undo(id, version)
    expect(status).toBe(409)
    expect(problem).toMatchObject({ type: '/problems/undo-refused', detail: 'A change can be taken back for 10 minutes only.' })
    expect(await shop.database.dump()).toEqual(before)
  })

  it('where it has been taken back, was only placed, or the customer did it', async () => {
    const { id, version } = await shop.orderOf(shop.ana, ['confirmed'])
    await undo(id, version)
    expect((await undo(id, version + 1)).problem.detail).toBe('The last change has been taken back already.')
    const placed = await shop.orderOf(shop.ana)
    expect((await undo(placed.id, 1)).problem.detail).toBe('The order has only been placed: there is nothing to take back.')
    await shop.app.inject({ method: 'POST', url: `/api/v1/orders/${placed.id}/cancel`, headers: { authorization: `Bearer ${shop.ana.token}` } })
    expect((await undo(placed.id, 2)).problem.detail).toBe('The customer did this: it is not the shop\'s to take back.')
    expect((await shop.sam.call(getStaffOrder, { params: { orderId: placed.id } })).body.undoUntil).toBeNull()
  })

  it('when something newer happened, without a version, and for customers', async () => {
    const { id, version } = await shop.orderOf(shop.ana, ['confirmed'])
    await change(id, { status: 'processing' })
    expect((await undo(id, version)).problem).toMatchObject({ status: 412, order: { status: 'processing' } })
    expect((await shop.sam.call(undoOrder, { params: { orderId: id } })).problem).toMatchObject({ status: 428, type: '/problems/version-wanted' })
    expect((await shop.sam.call(undoOrder, { params: { orderId: 'ONLINE-999999' }, headers: { 'if-match': '"1"' } })).status).toBe(404)
    expect((await shop.ana.call(undoOrder, { params: { orderId: id }, headers: { 'if-match': '"3"' } })).status).toBe(403)
  })
})
