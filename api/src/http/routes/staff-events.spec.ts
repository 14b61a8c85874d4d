import type { CloudEvent, KeyScope } from '@orderbeat/shared'
import type { Caller, Shop } from '../../../test/test-shop.ts'
import { createKey, listEvents, orderEventTypes, undoOrder, updateStaffOrder } from '@orderbeat/shared'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** A machine with a new key. */
async function machine(...scopes: KeyScope[]): Promise<Caller> {
  const { body } = await shop.ada.call(createKey, { body: { name: 'Till 1', scopes } })
  return shop.bearer(body.key!)
}

async function read(reader: Caller, query: { after?: string, limit?: number } = {}): Promise<CloudEvent[]> {
  const { status, body } = await reader.call(listEvents, { query })
  expect(status).toBe(200)
  return body as unknown as CloudEvent[]
}

/** The last event there is, to read on from. */
async function newest(): Promise<{ after?: string }> {
  const last = (await read(shop.sam, { limit: 1000 })).at(-1)
  return last === undefined ? {} : { after: last.id }
}

describe('the feed of events', () => {
  it('has each type of the contract, in the order in which it happened', async () => {
    const { id } = await shop.orderOf(shop.ana, ['confirmed', 'processing', 'shipped', 'paid', 'delivered'])
    await shop.sam.call(undoOrder, { params: { orderId: id }, headers: { 'if-match': '"6"' } })
    const pickup = await shop.orderOf(shop.ben, ['ready'], { fulfilment: 'pickup' })
    await shop.sam.call(updateStaffOrder, { params: { orderId: pickup.id }, body: { trackingNumber: 'T-1' } })
    await shop.sam.call(updateStaffOrder, { params: { orderId: pickup.id }, body: { status: 'cancelled' } })

    const events = await read(shop.sam)
    expect(events.map(({ subject, type }) => [subject === id ? 'delivery' : 'pickup', type])).toEqual([
      ['delivery', 'order.created'],
      ['delivery', 'order.confirmed'],
      ['delivery', 'order.processing'],
      ['delivery', 'order.shipped'],
      ['delivery', 'order.paid'],
      ['delivery', 'order.delivered'],
      ['delivery', 'order.reverted'],
      ['pickup', 'order.created'],
      ['pickup', 'order.ready'],
      ['pickup', 'order.updated'],
      ['pickup', 'order.cancelled'],
    ])
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(orderEventTypes))
  })

  it('is a batch of CloudEvents, of exactly the members of the contract', async () => {
    const start = await newest()
    const { id, number } = await shop.orderOf(shop.ana, ['shipped'])
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { discount: { amount: 180, reason: 'Late' } } })
    const { headers, body } = await shop.sam.call(listEvents, { query: start })
    expect(headers['content-type']).toMatch(/^application\/cloudevents-batch\+json(?:; charset=utf-8)?$/)
    const common = { specversion: '1.0', id: expect.any(String), source: 'http://localhost:3000', subject: id, time: new Date(shop.clock.now).toISOString() }
    const data = { orderNumber: number, customerId: shop.ana.id, paymentStatus: 'unpaid', skipped: [], changed: {} }
    expect((body as unknown as CloudEvent[]).slice(1)).toEqual([
      { ...common, type: 'order.shipped', data: { ...data, version: 2, from: 'pending', to: 'shipped', skipped: ['processing'] } },
      { ...common, type: 'order.updated', data: { ...data, version: 3, from: null, to: null, changed: { discount: { from: 0, to: 180, reason: 'Late' } } } },
    ])
  })

  it('goes on after an event as often as it is asked, and is empty for who has caught up', async () => {
    const start = await newest()
    expect(await read(shop.sam, start)).toEqual([])
    await shop.orderOf(shop.ana, ['confirmed', 'processing'])
    const all = await read(shop.sam, start)
    expect(await read(shop.sam, start)).toEqual(all)
    expect(await read(shop.sam, { after: all[0]!.id, limit: 1 })).toEqual([all[1]])
    expect(await read(shop.sam, { after: all[1]!.id })).toEqual([all[2]])
    expect(await read(shop.sam, { after: all[2]!.id })).toEqual([])
  })

  it('refuses to go on after what never happened, and pages that are none', async () => {
    const { status, problem } = await shop.sam.call(listEvents, { query: { after: v7() } })
    expect(status).toBe(400)
    expect(problem).toMatchObject({ type: '/problems/invalid-request', errors: [{ path: '/after', message: 'is no event of this shop' }] })
    for (const limit of [0, 1001])
      expect((await shop.sam.call(listEvents, { query: { limit } })).status).toBe(400)
  })

  it('is for staff and for keys that may read', async () => {
    expect(await read(await machine('orders:read'))).toEqual(await read(shop.sam))
    expect((await (await machine('orders:write')).call(listEvents)).status).toBe(403)
    expect((await shop.ana.call(listEvents)).status).toBe(403)
    expect((await shop.nobody.call(listEvents)).status).toBe(401)
  })

  it('tells nothing of what only staff may see', async () => {
    const start = await newest()
    const { id } = await shop.orderOf(shop.ana)
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed', comment: 'only for us', customerComment: 'for both' } })
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { comment: 'a note for us' } })
    const { text } = await shop.sam.call(listEvents, { query: start })
    expect(text).not.toMatch(/for us|for both|comment|actor|Sam|Ana|@|Lindenstra/)
  })
})
