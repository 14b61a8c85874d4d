import type { Shop } from '../../../test/test-shop.ts'
import type { Difference } from './difference.ts'
import { bulkUpdateOrders, cancelOrder, listNotifications, listOrders, placeOrder, readNotifications, undoOrder, updateStaffOrder } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillShop } from '../../../test/fill-shop.ts'
import { openShop } from '../../../test/test-shop.ts'
import { verifyDatabase } from '../../data-tools.ts'
import { inWords } from './difference.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await live()
  await fillShop(shop.database, { orders: 60, customers: 10 }, { currency: 'EUR', timeZone: 'Europe/Berlin' })
})
afterAll(() => shop.close())

/** A bit of everything that can be done to orders. */
async function live(): Promise<void> {
  const { ana, ben, sam } = shop
  await shop.orderOf(ana, ['confirmed', 'processing', 'shipped', 'delivered', 'paid'])
  await shop.orderOf(ben, ['paid', 'cancelled'], { fulfilment: 'pickup' })
  const { id } = await shop.orderOf(ben)
  await ben.call(cancelOrder, { params: { orderId: id }, body: { reason: 'Too late' }, headers: { 'idempotency-key': 'cancel' } })
  const placed = await ana.call(placeOrder, { body: shop.basket({ note: 'No nuts' }), headers: { 'idempotency-key': 'place' } })
  const orderId = placed.body.id
  await sam.call(updateStaffOrder, { params: { orderId }, body: { discount: { amount: 80, reason: 'Regular' }, comment: 'Internal' } })
  await sam.call(updateStaffOrder, { params: { orderId }, body: { comment: 'Seen by staff alone' } })
  await sam.call(updateStaffOrder, { params: { orderId }, body: { status: 'shipped', trackingNumber: 'DHL-1', estimatedDelivery: '2026-11-24T12:00:00Z' } })
  await sam.call(undoOrder, { params: { orderId }, headers: { 'if-match': '*', 'idempotency-key': 'undo' } })
  await sam.call(bulkUpdateOrders, { body: { orders: [{ id: orderId }], status: 'processing' }, headers: { 'idempotency-key': 'bulk' } })
  await shop.orderOf(ben, [], { fulfilment: 'pickup', note: 'No salt' })
  await ana.call(listOrders)
  const { notifications } = (await ana.call(listNotifications)).body
  await ana.call(readNotifications, { body: { ids: [notifications[0]!.id] } })
  await sam.call(readNotifications, { body: { ids: [(await sam.call(listNotifications)).body.notifications[0]!.id] } })
}

async function verify({ database } = shop): Promise<{ words: string[], counts: object }> {
  const found: Difference[] = []
  const counts = await verifyDatabase(database.url, difference => found.push(difference))
  return { words: found.map(inWords), counts }
}

describe('a shop in which all has gone through the API', () => {
  it('has no difference, whatever was done', async () => {
    const { words, counts } = await verify()
    expect(words).toEqual([])
    expect(counts).toMatchObject({ orders: 65, differences: 0 })
  })
})

describe('what is changed behind the API\'s back', () => {
  let known = new Set<string>()
  const order = (number: number) => `number = 'ONLINE-00000${number}'`
  const idOf = (number: number) => `(select id from orders where ${order(number)})`
  const feedOf = (email: string) => `reader = 'customer:' || (select id from accounts where email = '${email}')`

  it.each([
    ['how an order without a key is paid', `update orders set payment_method = 'bank_transfer' where ${order(5)}`, [/^ONLINE-000005 payment_method: expected "card", found "bank_transfer"$/]],
    ['its address', `update orders set address = 'Elsewhere' where ${order(5)}`, [/^ONLINE-000005 address: expected "Lindenstraße 4, Berlin", found "Elsewhere"$/]],
    ['its note', `update orders set note = null where ${order(5)}`, [/^ONLINE-000005 note: expected "No salt", found null$/]],
    ['its currency', `update orders set currency = 'JPY' where ${order(5)}`, [/^ONLINE-000005 currency: expected "EUR", found "JPY"$/]],
    ['how it is to be had', `update orders set fulfilment = 'delivery', state = replace(state, 'pickup', 'delivery') where ${order(5)}`, [/^ONLINE-000005 fulfilment: expected "pickup", found "delivery"$/]],
    ['its items, sums and the revenue at once', `update orders set items = replace(replace(items, '690', '10'), '1380', '20'), subtotal = 20, total = 20 where ${order(5)};
      update figures set value = value - 1360 where day = '2026-11-20' and name = 'revenue'`, [/^ONLINE-000005 items: expected .*690.*, found .*10/, /^ONLINE-000005 subtotal: expected 1380, found 20$/, /^ONLINE-000005 total: expected 1380, found 20$/]],
    ['whose it says it is', `update orders set customer_name = 'Eve', search_customer = ' eve ben example com' where ${order(5)}`, [/^ONLINE-000005 customer_name: expected "Ben", found "Eve"$/]],
    ['its number', `update orders set number = 'ONLINE-000006', search_numbers = ' online 000006' where ${order(5)}`, [/^ONLINE-000006 number: expected "ONLINE-000005", found "ONLINE-000006"$/]],
    ['when an order that was imported was placed', `update orders set placed_at = placed_at - 1 where number = 'OLD-9'`, [/^OLD-9 placed_at: expected /]],
    ['a status', `update orders set status = 'shipped' where ${order(1)}`, [/^ONLINE-000001 status: expected "paid", found "shipped"$/]],
    ['a total', `update orders set discount = 1380, total = 0 where ${order(1)}`, [/^ONLINE-000001 discount: expected 0, found 1380$/, /^ONLINE-000001 total: expected 1380, found 0$/, /^figure 2026-11-20 revenue value/]],
    ['a version', `update orders set version = 9 where ${order(3)}`, [/^ONLINE-000003 version: expected 2, found 9$/]],
    ['an owner', `update orders set customer_id = (select id from accounts where email = 'ben@example.com') where ${order(1)}`, [/^ONLINE-000001 customer_id: expected "\S+", found "\S+"$/]],
    ['a date', `update orders set placed_at = placed_at - 86400000 where ${order(3)}`, [/^ONLINE-000003 placed_at: expected "2026-11-20T\S+", found "2026-11-19T\S+"$/]],
    ['a note', `update orders set note = 'With nuts' where ${order(4)}`, [/^ONLINE-000004 note: expected "No nuts", found "With nuts"$/]],
    ['a price', `update orders set items = replace(items, '690', '10') where ${order(2)}`, [/^ONLINE-000002 items: expected .*690/]],
    ['the past of an order that was imported', `update orders set address = 'Elsewhere' where number = 'OLD-7'`, [/^OLD-7 fingerprint of what was imported: /]],
    ['the words an order is found by', `update orders set search_items = ' gold' where ${order(4)}`, [/^ONLINE-000004 search_items: expected " rye bread", found " gold"$/]],
    ['a customer\'s feed', `update feeds set revision = revision - 1 where ${feedOf('ben@example.com')}`, [/^feed customer:\S+ revision: expected \d+, found \d+$/]],
    ['a feed\'s nonce', `update feeds set nonce = 'guess' where reader = 'staff'`, [/^feed staff nonce: expected "\S+", found "guess"$/]],
    ['the haste of polls', `update feeds set eager_until = 9999999999999 where ${feedOf('ana@example.com')}`, [/^feed customer:\S+ eager_until: expected \d+, found 9999999999999$/]],
    ['a feed that is gone', `delete from feeds where reader = 'customer:' || (select min(customer_id) from orders where number like 'OLD-%')`, [/^feed customer:\S+ revision: expected \d+, found nothing$/]],
    ['a feed of nobody', `insert into feeds (reader, revision, nonce, eager_until) values ('marks:nobody', 1, 'x', 0)`, [/^feed marks:nobody reader: expected nothing, found "marks:nobody"$/]],
    ['the change counter', `update change_counter set value = value + 5`, [/^change_counter value: expected \d+, found \d+$/]],
    ['the counter of order numbers', `update order_number_counters set value = 3`, [/^order_number_counters ONLINE value: expected 6, found 3$/]],
    ['a mark of what was read', `insert into notification_marks (account_id, read_up_to) values ('ana', 999999)`, [/^notification_marks of ana read_up_to: expected "at most \d+", found 999999$/]],
    ['a notification\'s words', `update notifications set title = 'You have won' where reader = 'staff' and order_number = 'ONLINE-000002' and type = 'order.paid'`, [/^ONLINE-000002 notification of order.paid for staff title: expected "ONLINE-000002: pending → paid, by Sam", found "You have won"$/]],
    ['a notification that is gone', `delete from notifications where reader = 'staff' and order_number = 'ONLINE-000001' and type = 'order.shipped'`, [/^ONLINE-000001 notification of order.shipped for staff row: expected "ONLINE-000001: processing → shipped, by Sam", found nothing$/]],
    ['a notification for somebody else', `insert into notifications select 'forged', 'customer:eve', event_id, change_number, type, tone, title, body, order_id, order_number, data, created_at, search from notifications where reader = 'staff' and order_number = 'ONLINE-000003' and type = 'order.created'`, [/^ONLINE-000003 notification forged for customer:eve row: expected nothing, found \d+$/]],
    ['a figure', `update figures set value = value + 1 where day = '2026-11-20' and name = 'orders'`, [/^figure 2026-11-20 orders value: expected \d+, found \d+$/]],
    ['a figure from nowhere', `insert into figures (day, name, value) values ('1999-12-31', 'revenue', 100)`, [/^figure 1999-12-31 revenue value: expected 0, found 100$/]],
    ['an answer', `update idempotency_keys set answer = replace(answer, 'ONLINE-000004', 'ONLINE-000099') where key = 'place'`, [/^ONLINE-000004 idempotency key place of \S+ number: expected "ONLINE-000004", found "ONLINE-000099"$/]],
    ['an answer of nothing', `update idempotency_keys set answer = '' where key = 'undo'`, [/^idempotency key undo of \S+ answer: expected "an answer", found ""$/]],
    ['what was noted of an import', `update idempotency_keys set answer = replace(answer, 'OLD-8"', 'OLD-9999"') where key = 'OLD-8'`, [/^idempotency key OLD-8 of import number: expected "OLD-8", found "OLD-9999"$/]],
    ['an answer about a batch', `update idempotency_keys set answer = replace(answer, '"updated"', '"unchanged"') where key = 'bulk'`, [/^idempotency key bulk of \S+ results of batch \S+: expected 1, found 0$/]],
    ['an event that never happened', `insert into order_events (id, order_id, version, change_number, type, from_status, to_status, skipped, changed, actor_kind, actor_id, actor_name, at, payment_status) values ('forged', ${idOf(2)}, 4, 900000, 'order.delivered', 'cancelled', 'delivered', '[]', '{}', 'staff', 'eve', 'Eve', 1, 'paid')`, [/^ONLINE-000002 event 4 to_status: expected "no move that is refused \(A cancelled order stays cancelled.\)", found "delivered"$/, /^ONLINE-000002 status: expected "delivered", found "cancelled"$/]],
  ])('is found: %s', async (_, statement, expected) => {
    await shop.database.meddle(statement)
    const { words: found } = await verify()
    const news = found.filter(words => !known.has(words))
    known = new Set(found)
    for (const words of expected)
      expect(news).toContainEqual(expect.stringMatching(words))
  })

  it('is found: an owner whom there is not', async () => {
    await shop.database.meddleUnguarded(`update orders set customer_id = 'nobody' where ${order(4)}`)
    expect((await verify()).words).toContainEqual(expect.stringMatching(/^ONLINE-000004 customer_id: expected "\S+", found "nobody"$/))
  })

  it('is refused of an event, on any engine', async () => {
    for (const statement of ['update order_events set comment = \'never said\'', 'update order_events set at = 0 where version = 1', 'delete from order_events', `delete from order_events where order_id = ${idOf(1)}`, ...shop.database.otherWaysToChange('order_events')])
      await expect(shop.database.meddle(statement), statement).rejects.toThrow('order_events is append-only')
  })
})

describe('orders from before what was placed was kept with the events', () => {
  it('are believed what they say of that, and held to everything else', async () => {
    const older = await openShop()
    await older.orderOf(older.ana, ['confirmed', 'paid'])
    await older.database.meddleUnguarded('update order_events set placed = null')
    expect((await verify(older)).words).toEqual([])
    await older.database.meddle('update orders set note = \'New\', status = \'confirmed\'')
    expect((await verify(older)).words).toEqual(['ONLINE-000001 status: expected "paid", found "confirmed"', 'figure now:confirmed value: expected 1, found nothing', 'figure now:paid value: expected 0, found 1'])
    await older.close()
  })
})
