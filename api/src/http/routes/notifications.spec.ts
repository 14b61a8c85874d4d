import type { Shop } from '../../../test/test-shop.ts'
import { cancelOrder, listNotifications, orderEventTypes, readNotifications, updateStaffOrder } from '@orderbeat/shared'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.close())

async function told(caller: Shop['ana'], query: object = {}) {
  return (await caller.call(listNotifications, { query })).body
}

describe('who is told', () => {
  it('the customer of every step but the order she placed, staff of everything, once each', async () => {
    const { number } = await shop.orderOf(shop.ana, ['confirmed', 'processing', 'shipped', 'paid', 'delivered'])
    expect((await told(shop.ana)).notifications.map(({ type, tone, title }) => [type, tone, title])).toEqual([
      ['order.delivered', 'success', `Your order ${number} is delivered`],
      ['order.paid', 'success', `Your order ${number} is paid`],
      ['order.shipped', 'info', `Your order ${number} is on its way`],
      ['order.processing', 'info', `Your order ${number} is now being prepared`],
      ['order.confirmed', 'info', `Your order ${number} is confirmed`],
    ])
    expect((await told(shop.sam)).notifications.map(({ title }) => title)).toEqual([
      `${number}: paid → delivered, by Sam`,
      `${number}: shipped → paid, by Sam`,
      `${number}: processing → shipped, by Sam`,
      `${number}: confirmed → processing, by Sam`,
      `${number}: pending → confirmed, by Sam`,
      `New order ${number} from Ana`,
    ])
    expect((await told(shop.ben)).notifications).toEqual([])
  })

  it('tells staff that a customer cancelled, and the customer in yellow', async () => {
    const { id, number } = await shop.orderOf(shop.ana)
    await shop.ana.call(cancelOrder, { params: { orderId: id } })
    expect((await told(shop.sam)).notifications[0]).toMatchObject({ type: 'order.cancelled', tone: 'warning', title: `Order ${number} cancelled by customer`, data: { actor: { id: shop.ana.id } } })
    expect((await told(shop.ana)).notifications[0]).toMatchObject({ tone: 'warning', orderId: id })
  })

  it('never tells a customer who in the shop it was', async () => {
    await shop.orderOf(shop.ana, ['confirmed'])
    expect(JSON.stringify(await told(shop.ana))).not.toMatch(/Sam|actor/)
  })

  it('has stored every type of event when its cause has happened, but the revert of a later day', async () => {
    await shop.orderOf(shop.ana, ['confirmed', 'processing', 'shipped', 'paid', 'delivered'])
    const { id } = await shop.orderOf(shop.ben, ['ready'], { fulfilment: 'pickup' })
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { trackingNumber: 'T' } })
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'cancelled' } })
    const stored = ((await shop.database.dump()).order_events as { type: string }[]).map(({ type }) => type)
    expect(new Set(stored)).toEqual(new Set(orderEventTypes.filter(type => type !== 'order.reverted')))
  })

  it('logs how many were stored, and for whom', async () => {
    await shop.orderOf(shop.ana, ['confirmed'])
    expect(shop.log()).toContainEqual(expect.objectContaining({ msg: 'order placed', account: shop.ana.id, notifications: 1 }))
    expect(shop.log()).toContainEqual(expect.objectContaining({ msg: 'order changed', account: shop.ana.id, notifications: 2 }))
  })
})

describe('reading them', () => {
  it('pages newest first, and from a cursor on oldest first', async () => {
    await shop.orderOf(shop.ana, ['confirmed', 'processing', 'shipped'])
    const first = await told(shop.ana, { limit: 2 })
    expect(first).toMatchObject({ unread: 3, total: 3 })
    const second = await told(shop.ana, { limit: 2, before: first.nextCursor! })
    expect([...first.notifications, ...second.notifications].map(({ type }) => type)).toEqual(['order.shipped', 'order.processing', 'order.confirmed'])
    expect(second.nextCursor).toBeNull()
    await shop.orderOf(shop.ana, ['confirmed', 'processing', 'paid'])
    const page = await told(shop.ana, { after: first.cursor, limit: 2 })
    expect(page.notifications.map(({ type }) => type)).toEqual(['order.confirmed', 'order.processing'])
    const rest = await told(shop.ana, { after: page.cursor, limit: 2 })
    expect(rest.notifications.map(({ type }) => type)).toEqual(['order.paid'])
    expect((await told(shop.ana, { after: rest.cursor })).notifications).toEqual([])
  })

  it('finds words of the text and the order number', async () => {
    const { number } = await shop.orderOf(shop.ana, ['processing', 'shipped'])
    await shop.orderOf(shop.ana, ['processing'])
    expect((await told(shop.ana, { q: 'prepar' })).total).toBe(2)
    expect((await told(shop.ana, { q: `${number} way` })).notifications.map(({ type }) => type)).toEqual(['order.shipped'])
  })

  it('marks some, or all up to a cursor, for this account only', async () => {
    await shop.orderOf(shop.ana, ['confirmed', 'processing'])
    const { notifications, cursor } = await told(shop.sam)
    expect((await shop.sam.call(readNotifications, { body: { ids: [notifications[0]!.id] } })).body).toEqual({ unread: 2 })
    const read = await told(shop.sam)
    expect(read.notifications.map(({ readAt }) => readAt !== null)).toEqual([true, false, false])
    expect((await told(shop.sam, { unread: true })).total).toBe(2)
    await shop.orderOf(shop.ben)
    expect((await shop.sam.call(readNotifications, { body: { upTo: cursor } })).body).toEqual({ unread: 1 })
    expect((await told(shop.ada)).unread).toBe(4)
    expect((await told(shop.ana)).unread).toBe(2)
  })

  it('marks the same once when ten devices do so at the same moment', async () => {
    for (let time = 0; time < 5; time++) {
      await shop.orderOf(shop.ana, ['confirmed', 'processing'])
      const ids = (await told(shop.sam)).notifications.map(({ id }) => id)
      const answers = await Promise.all(Array.from({ length: 10 }, () => shop.sam.call(readNotifications, { body: { ids } })))
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    }
    expect((await told(shop.sam)).unread).toBe(0)
  })

  it('marks nothing of somebody else\'s', async () => {
    await shop.orderOf(shop.ana, ['confirmed'])
    const { notifications: [hers] } = await told(shop.ana)
    await shop.ben.call(readNotifications, { body: { ids: [hers!.id] } })
    expect((await told(shop.ana)).unread).toBe(1)
  })

  it('shows at the next poll what was marked on another device', async () => {
    await shop.orderOf(shop.ana, ['confirmed'])
    const { headers, body } = await shop.ana.call(listNotifications)
    const poll = () => shop.ana.call(listNotifications, { headers: { 'if-none-match': String(headers.etag) } as never })
    expect((await poll()).status).toBe(304)
    await shop.ana.call(readNotifications, { body: { upTo: body.cursor } })
    expect((await poll()).body).toMatchObject({ unread: 0 })
  })
})
