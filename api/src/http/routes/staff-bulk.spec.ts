import type { BulkBody, BulkOutcome, BulkResult, Order } from '@orderbeat/shared'
import type { Shop } from '../../../test/test-shop.ts'
import { bulkUpdateOrders, getStaffOrder, listNotifications, undoBatch, updateStaffOrder } from '@orderbeat/shared'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.close())

function bulk(body: BulkBody, key?: string) {
  return shop.sam.call(bulkUpdateOrders, { body, headers: key === undefined ? {} : { 'idempotency-key': key } })
}

function count(results: BulkResult[]): Partial<Record<BulkOutcome, number>> {
  return Object.fromEntries([...Map.groupBy(results, ({ outcome }) => outcome)].map(([outcome, rows]) => [outcome, rows.length]))
}

async function many(times: number, statuses: Parameters<Shop['orderOf']>[1]): Promise<Order[]> {
  const orders: Order[] = []
  for (let time = 0; time < times; time++)
    orders.push(await shop.orderOf(shop.ana, statuses))
  return orders
}

const reverts = async () => (await events()).filter(({ type }) => type === 'order.reverted')

async function events() {
  const found = await shop.database.stores.events.listAfter(null, 10_000)
  return found!
}

describe('a hundred orders at once', () => {
  it('are each named rightly, before and after, and taken back as they were', async () => {
    const good = await many(60, ['confirmed'])
    const there = await many(20, ['processing'])
    const illegal = await many(10, ['cancelled'])
    const stale = await many(10, ['confirmed'])
    const seen = [...good, ...there, ...illegal, ...stale]
    for (const { id } of stale)
      await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'paid' } })
    const body: BulkBody = { orders: seen.map(({ id, version }) => ({ id, version })), status: 'processing', comment: 'Morning round' }
    const outcomes = [[60, 'updated'], [20, 'unchanged'], [10, 'refused'], [10, 'changed']].flatMap(([times, outcome]) => Array.from({ length: times as number }).fill(outcome))

    const untouched = await shop.database.dump()
    const preview = (await bulk({ ...body, dryRun: true })).body
    expect(preview.results.map(({ outcome }) => outcome)).toEqual(outcomes)
    expect(preview.batchId).toBeNull()
    expect(await shop.database.dump()).toEqual(untouched)

    const eventsBefore = (await events()).length
    const { cursor } = (await shop.ana.call(listNotifications)).body
    const { results, batchId } = (await bulk(body)).body
    expect(results).toEqual(preview.results)
    expect(results.map(({ orderId }) => orderId)).toEqual(seen.map(({ id }) => id))
    expect(results[80]!.problem).toMatchObject({ type: '/problems/transition-refused', status: 409, detail: 'A cancelled order stays cancelled.' })
    expect((await events()).slice(eventsBefore).map(({ type, comment }) => `${type} ${comment}`)).toEqual(Array.from({ length: 60 }).fill('order.processing Morning round'))
    const { notifications, cursor: after } = (await shop.ana.call(listNotifications, { query: { limit: 100, after: cursor! } })).body
    expect(notifications.map(({ type, orderId }) => `${type} ${orderId}`)).toEqual(good.map(({ id }) => `order.processing ${id}`))

    const undone = (await shop.sam.call(undoBatch, { params: { batchId: batchId! } })).body
    expect(count(undone.results)).toEqual({ updated: 60 })
    expect((await reverts()).map(({ orderId }) => orderId).toSorted()).toEqual(good.map(({ id }) => id).toSorted())
    const corrections = (await shop.ana.call(listNotifications, { query: { limit: 100, after: after! } })).body.notifications
    expect(corrections.map(({ type, orderId }) => `${type} ${orderId}`)).toEqual(good.map(({ id }) => `order.reverted ${id}`))
    for (const order of good)
      expect((await shop.sam.call(getStaffOrder, { params: { orderId: order.id } })).body).toMatchObject({ status: 'confirmed', milestones: order.milestones })
  }, 60_000)
})

describe('a bulk run', () => {
  it('leaves out a step only where that is allowed', async () => {
    const [order] = await many(1, ['confirmed'])
    const body: BulkBody = { orders: [{ id: order!.number }], status: 'shipped' }
    const { results } = (await bulk(body)).body
    expect(results).toMatchObject([{ orderId: order!.number, outcome: 'refused', problem: { detail: 'It would leave out: processing.' } }])
    expect(count((await bulk({ ...body, allowSkips: true })).body.results)).toEqual({ updated: 1 })
  })

  it('says which orders do not exist', async () => {
    expect((await bulk({ orders: [{ id: 'ONLINE-999999' }], status: 'paid' })).body.results).toMatchObject([{ outcome: 'not-found', problem: { type: '/problems/order-not-found' } }])
  })

  it('replays under its key, and is another request under it 422', async () => {
    const [one, two] = await many(2, [])
    const first = await bulk({ orders: [{ id: one!.id }], status: 'confirmed' }, 'round')
    const again = await bulk({ orders: [{ id: one!.id }], status: 'confirmed' }, 'round')
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect((await bulk({ orders: [{ id: two!.id }], status: 'confirmed' }, 'round')).problem.status).toBe(422)
  })

  it('goes on under its key where it was cut', async () => {
    const orders = await many(3, [])
    const body: BulkBody = { orders: orders.map(({ id, version }) => ({ id, version })), status: 'confirmed' }
    const { write } = shop.database
    let writes = 0
    shop.database.write = ((work: never) => ++writes === 4 ? Promise.reject(new Error('cut')) : write(work)) as typeof write
    expect((await shop.app.inject({ method: 'POST', url: bulkUpdateOrders.url, headers: { 'authorization': `Bearer ${shop.sam.token}`, 'idempotency-key': 'cut' }, payload: body })).statusCode).toBe(500)
    expect((await events()).filter(({ type }) => type === 'order.confirmed')).toHaveLength(2)
    const { body: { results, batchId } } = await bulk(body, 'cut')
    expect(count(results)).toEqual({ updated: 3 })
    const confirmed = (await events()).filter(({ type }) => type === 'order.confirmed')
    expect(confirmed.map(event => event.batchId)).toEqual([batchId, batchId, batchId])
  })

  it('is one with a second at the same moment under its key, and both are told the same', async () => {
    const orders = await many(3, [])
    const body: BulkBody = { orders: orders.map(({ id, version }) => ({ id, version })), status: 'confirmed' }
    const { write } = shop.database
    const overtaken = Promise.withResolvers<void>()
    let writes = 0
    // The first one's second row waits until the second one is through.
    shop.database.write = (async (work: never) => (++writes === 3 ? overtaken.promise : Promise.resolve()).then(() => write(work))) as typeof write
    const first = bulk(body, 'twice')
    await expect.poll(() => writes).toBe(3)
    const second = await bulk(body, 'twice')
    overtaken.resolve()
    expect(count(second.body.results)).toEqual({ updated: 3 })
    expect((await first).body).toEqual(second.body)
    expect((await events()).filter(({ type }) => type === 'order.confirmed')).toHaveLength(3)
  })
})

describe('the undo of a batch', () => {
  it('leaves out what something newer has happened to, and is refused when nothing is left', async () => {
    const orders = await many(2, [])
    const { batchId } = (await bulk({ orders: orders.map(({ id }) => ({ id })), status: 'confirmed' })).body
    await shop.sam.call(updateStaffOrder, { params: { orderId: orders[0]!.id }, body: { status: 'processing' } })
    const undo = () => shop.sam.call(undoBatch, { params: { batchId: batchId! } })
    expect((await undo()).body.results).toMatchObject([{ outcome: 'refused', problem: { detail: 'Something newer has happened to the order.' } }, { outcome: 'updated' }])
    expect((await undo()).problem).toMatchObject({ status: 409, type: '/problems/undo-refused' })
    expect((await shop.sam.call(undoBatch, { params: { batchId: 'none' } })).status).toBe(404)
  })
})
