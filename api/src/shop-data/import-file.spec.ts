import type { Shop } from '../../test/test-shop.ts'
import type { DataLine, OrderLine } from './line-schemas.ts'
import { readFile } from 'node:fs/promises'
import { getOrder, getStaffOrder, getStaffStats, listEvents, listNotifications, listOrders, listStaffOrders, placeOrder, updateStaffOrder } from '@orderbeat/shared'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPieces, pastLines, pastOrder } from '../../test/past-lines.ts'
import { openShop } from '../../test/test-shop.ts'
import { verifyDatabase } from '../data-tools.ts'
import { exportLines } from './export-lines.ts'
import { importFile, NothingBroughtError } from './import-file.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  shop.clock.now = Date.parse('2026-11-21T09:00:00.000Z')
})
afterEach(() => shop.close())

async function bring(lines: Iterable<unknown>, into = shop, allOrNothing = false) {
  const refused: string[] = []
  const parts = { database: into.database, shop: { currency: 'EUR', timeZone: 'Europe/Berlin' }, clock: () => into.clock.now, newId: () => v7(), unusableHash: 'nobody knows' }
  const counts = await importFile(parts, inPieces(lines), { allOrNothing, refuse: (line, reason) => void refused.push(`line ${line}: ${reason}`) })
  return { counts, refused }
}

async function exported(from: Shop): Promise<DataLine[]> {
  const lines = []
  for await (const line of exportLines(from.database.stores))
    lines.push(line)
  return lines
}

async function differences(): Promise<unknown[]> {
  const found: unknown[] = []
  await verifyDatabase(shop.database.url, difference => found.push(difference))
  return found
}

const old: OrderLine = {
  type: 'order',
  number: 'SHOP-1001',
  customer: 'ana@example.com',
  placedAt: '2026-11-02T09:00:00.000Z',
  fulfilment: 'delivery',
  paymentMethod: 'card',
  items: [{ sku: 'BREAD', name: 'Rye bread of old', quantity: 2, unitPrice: 500 }],
  address: 'Lindenstraße 4',
  history: [
    { at: '2026-11-02T10:00:00.000Z', status: 'processing', by: { kind: 'staff', name: 'Otto' } },
    { at: '2026-11-02T11:00:00.000Z', discount: { amount: 100, reason: 'Late' } },
    { at: '2026-11-03T09:00:00.000Z', status: 'shipped', trackingNumber: 'DHL-77', customerComment: 'On the van' },
  ],
}

describe('an order that is brought along', () => {
  it('is in the history, the timeline, the search, the figures and the events, and nobody is told of its past', async () => {
    const { headers } = await shop.ana.call(listOrders)
    expect(await bring([old])).toEqual({ counts: { brought: { product: 0, account: 0, order: 1 }, known: 0, refused: 0 }, refused: [] })
    const again = await shop.ana.call(listOrders, { headers: { 'if-none-match': String(headers.etag) } })
    expect(again.status).toBe(200)
    expect(again.headers['poll-interval']).toBe('30')
    const [order] = again.body.orders
    expect(order).toMatchObject({ number: 'SHOP-1001', status: 'shipped', version: 4, subtotal: 1000, discount: 100, total: 900, trackingNumber: 'DHL-77', placedAt: old.placedAt })
    expect(order!.items[0]!.productId).toBe(shop.products.bread)
    const { timeline } = (await shop.ana.call(getOrder, { params: { orderId: 'SHOP-1001' } })).body
    expect(timeline!.map(({ type, at }) => [type, at])).toEqual([['order.created', old.placedAt], ['order.processing', old.history![0]!.at], ['order.updated', old.history![1]!.at], ['order.shipped', old.history![2]!.at]])
    const staff = (await shop.sam.call(getStaffOrder, { params: { orderId: order!.id } })).body
    expect(staff.timeline!.map(({ actor }) => actor!.name)).toEqual(['Ana', 'Otto', 'Imported', 'Imported'])
    for (const q of ['dhl-77', 'SHOP-1001', 'ana'])
      expect((await shop.sam.call(listStaffOrders, { query: { q } })).body.orders.map(({ number }) => number)).toEqual(['SHOP-1001'])
    expect((await shop.ana.call(listOrders, { query: { q: 'rye' } })).body.total).toBe(1)
    const stats = (await shop.sam.call(getStaffStats, { query: { from: '2026-11-01', to: '2026-11-03' } })).body
    expect(stats.days[1]).toEqual({ day: '2026-11-02', orders: 1, revenue: 900, cancelled: 0 })
    expect(stats.statusNow).toMatchObject({ shipped: 1 })
    const events = JSON.parse((await shop.sam.call(listEvents)).text) as { type: string }[]
    expect(events.map(({ type }) => type)).toEqual(['order.created', 'order.processing', 'order.updated', 'order.shipped'])
    for (const person of [shop.ana, shop.sam])
      expect((await person.call(listNotifications)).body).toMatchObject({ notifications: [], unread: 0 })
    expect(await differences()).toEqual([])
  })

  it('goes on like any other, and what happens from now on is told', async () => {
    await bring([old])
    const moved = await shop.sam.call(updateStaffOrder, { params: { orderId: 'SHOP-1001' }, body: { status: 'delivered' } })
    expect([moved.status, moved.body.version]).toEqual([200, 5])
    expect((await shop.ana.call(listNotifications)).body.notifications.map(({ title }) => title)).toEqual(['Your order SHOP-1001 is delivered'])
    expect((await bring([old])).counts).toMatchObject({ brought: { order: 0 }, known: 1, refused: 0 })
    expect(await differences()).toEqual([])
  })

  it('is what the same life would have been here, move by move', async () => {
    const elsewhere = await openShop()
    try {
      elsewhere.clock.now = Date.parse('2026-11-10T09:00:00.000Z')
      const { id, version } = await elsewhere.orderOf(elsewhere.ana, ['confirmed', 'processing'])
      await elsewhere.sam.call(updateStaffOrder, { params: { orderId: id }, body: { discount: { amount: 80, reason: 'Late' }, comment: 'Sorry', trackingNumber: 'X1' }, headers: { 'if-match': `"${version}"` } })
      await elsewhere.orderOf(elsewhere.ben, ['cancelled'])
      await elsewhere.database.meddle('delete from notifications')
      const lines = await exported(elsewhere)
      await bring(lines)
      expect((await exported(shop)).filter(({ type }) => type === 'order')).toEqual(lines.filter(({ type }) => type === 'order'))
      const rows = async (one: Shop) => {
        const { orders, order_events: events, figures } = await one.database.dump() as Record<string, Record<string, unknown>[]>
        const own = new Set(['id', 'customer_id', 'order_id', 'actor_id', 'items', 'change_number'])
        const placed = (text: unknown) => typeof text === 'string' ? { ...JSON.parse(text) as object, customerId: '', items: [] } : null
        const alike = (row: Record<string, unknown>) => Object.fromEntries(Object.entries(row).filter(([column]) => !own.has(column)).map(([column, value]) => [column, column === 'placed' ? placed(value) : value]))
        const byAt = (one: Record<string, unknown>, other: Record<string, unknown>) => Number(one.at) - Number(other.at)
        return { orders: orders!.map(alike).toSorted((one, other) => Number(one.placed_at) - Number(other.placed_at)), events: events!.map(alike).toSorted(byAt), figures: new Set(figures!.filter(({ value }) => value !== 0).map(row => JSON.stringify(row))) }
      }
      expect(await rows(shop)).toEqual(await rows(elsewhere))
    }
    finally {
      await elsewhere.close()
    }
  })

  it('keeps its number, after which those of new orders follow', async () => {
    await bring([{ ...old, number: 'ONLINE-000041' }])
    expect((await shop.ben.call(placeOrder, { body: shop.basket() })).body.number).toBe('ONLINE-000042')
    expect(await differences()).toEqual([])
  })
})

describe('a line that cannot be taken', () => {
  const bad: [string, unknown, string][] = [
    ['no JSON', '{"type":"order"', 'is no JSON'],
    ['of no known type', { type: 'invoice' }, '/type must be one of product, account, order'],
    ['a password hash that takes another time', { type: 'account', email: 'eve@example.com', name: 'Eve', passwordHash: '$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaA' }, '/passwordHash must match'],
    ['an unknown member', { ...old, priority: 1 }, '/priority is nothing that such a line has'],
    ['no such customer', { ...old, customer: 'eve@example.com' }, '/customer has no account: bring it along in a line before'],
    ['staff as customer', { ...old, customer: 'sam@example.com' }, '/customer works here as staff: only customers have orders'],
    ['a quantity of none', { ...old, items: [{ ...old.items[0], quantity: 0 }] }, '/items/0/quantity must be >= 1'],
    ['an instant that does not exist', { ...old, placedAt: '2026-02-30T09:00:00.000Z' }, '/placedAt'],
    ['the future', { ...old, placedAt: '2026-12-24T09:00:00.000Z', history: [] }, '/placedAt is in the future'],
    ['another currency', { ...old, currency: 'USD' }, '/currency must be EUR, in which this shop counts'],
    ['more than an order can cost', { ...old, items: [{ ...old.items[0], quantity: 900, unitPrice: 2_000_000_000 }] }, '/items cost more than an order can'],
    ['a move the rules refuse', { ...old, history: [...old.history!, { at: '2026-11-04T09:00:00.000Z', status: 'confirmed' }] }, '/history/3 The order is already shipped: it never goes back.'],
    ['a step of the other way', { ...old, history: [{ at: '2026-11-04T09:00:00.000Z', status: 'ready' }] }, '/history/0 An order for delivery is never ready.'],
    ['too large a discount', { ...old, history: [{ at: '2026-11-04T09:00:00.000Z', discount: { amount: 1001, reason: 'Luck' } }] }, '/history/0/discount/amount must not exceed the €10.00 of the order'],
    ['time that runs backwards', { ...old, history: old.history!.toReversed() }, '/history/1/at is before what happened earlier'],
    ['a change of nothing', { ...old, history: [{ at: '2026-11-04T09:00:00.000Z' }] }, '/history/0 changes nothing'],
    ['nothing to take back', { ...old, history: [{ at: '2026-11-04T09:00:00.000Z', takenBack: true }] }, '/history/0 The order has only been placed: there is nothing to take back.'],
  ]

  it('is told with its number and reason, and nothing of it is stored, while the lines around it are', async () => {
    const before = await shop.database.dump()
    const { refused, counts } = await bring(bad.map(([, line]) => line))
    expect(counts).toEqual({ brought: { product: 0, account: 0, order: 0 }, known: 0, refused: bad.length })
    for (const [index, [what, , reason]] of bad.entries())
      expect(refused.find(text => text.startsWith(`line ${index + 1}: `)), what).toContain(reason)
    expect(await shop.database.dump()).toEqual(before)
    const mixed = await bring(bad.flatMap(([, line], index) => [{ ...old, number: `GOOD-${index}` }, line]))
    expect(mixed.counts).toMatchObject({ brought: { order: bad.length }, refused: bad.length })
    expect(await differences()).toEqual([])
  })

  it('keeps all others out where all or nothing was asked for', async () => {
    const before = await shop.database.dump()
    const lines = [...pastLines({ orders: 60, customers: 10 }), { ...old, fulfilment: 'drone' }]
    const error = await bring(lines, shop, true).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(NothingBroughtError)
    expect((error as NothingBroughtError).counts).toMatchObject({ brought: { order: 60 }, refused: 1 })
    expect(await shop.database.dump()).toEqual(before)
    expect((await bring(lines.slice(0, -1), shop, true)).counts.brought.order).toBe(60)
    expect(await differences()).toEqual([])
  })
})

it('what the page for those who run it shows can be imported', async () => {
  const page = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const lines = /```json\n(\{"type":"product".*?)\n```/s.exec(page)![1]!.split('\n')
  expect(await bring(lines)).toEqual({ counts: { brought: { product: 1, account: 0, order: 1 }, known: 1, refused: 0 }, refused: [] })
  const refused = await bring([JSON.stringify({ ...old, number: 'P', fulfilment: 'pickup', history: old.history!.slice(2) })])
  expect(refused.refused[0]!.replace('line 1', 'line 17').replace('history/0', 'history/2')).toBe(/`(line 17: [^`]+)`/.exec(page)![1])
})

describe('the same file once more', () => {
  it('changes nothing', async () => {
    const lines = [...pastLines({ orders: 150, customers: 12 })]
    expect((await bring(lines)).counts).toEqual({ brought: { product: 1, account: 12, order: 150 }, known: 0, refused: 0 })
    const before = await shop.database.dump()
    expect((await bring(lines)).counts).toEqual({ brought: { product: 0, account: 0, order: 0 }, known: 163, refused: 0 })
    expect((await bring(await exported(shop))).counts).toMatchObject({ known: (await exported(shop)).length, refused: 0 })
    expect(await shop.database.dump()).toEqual(before)
    expect(await differences()).toEqual([])
  })

  it('is refused where an order has its number and another past', async () => {
    const lines = [...pastLines({ orders: 3, customers: 2 })]
    await bring(lines)
    const { refused } = await bring([{ ...pastOrder(1, 3, 2), note: 'Another' }, { ...lines.at(-1), history: [{ at: '2026-11-20T20:00:00.000Z', status: 'cancelled' }] }])
    expect(refused).toEqual(['line 1: /number is of another order in this shop, or of one that went another way: OLD-2', 'line 2: /number is of another order in this shop, or of one that went another way: OLD-3'])
  })
})
