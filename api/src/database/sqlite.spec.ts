import type { TestDatabase } from '../../test/test-database.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { orderAt } from '../../bench/orders.ts'
import { personAt } from '../../bench/people.ts'
import { createSqliteDatabase } from '../../test/sqlite-database.ts'
import { openShop } from '../../test/test-shop.ts'
import { openSqlite } from './sqlite.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createSqliteDatabase()
})
afterEach(() => database.remove())

it('keeps every commit on the disk before it is answered, also on the second open', async () => {
  for (let opening = 0; opening < 3; opening++) {
    const opened = openSqlite(database.url.slice('file:'.length))
    expect(opened.durability()).toEqual({ journal: 'wal', synchronous: 2 })
    await opened.close()
  }
})

it('shows a feed as it is after a commit, even where the same turn of the event loop read it before', async () => {
  let sameTurn = true
  setImmediate(() => sameTurn = false)
  expect(await database.readFeed('staff')).toMatchObject({ revision: '' })
  await database.write(stores => stores.changes.moveFeed('staff', 1, 'n'))
  expect(await database.readFeed('staff')).toMatchObject({ revision: '1-n' })
  expect(sameTurn).toBe(true)
})

it('finds orders of one moment page by page, however many they are', async () => {
  const { id: customerId, name: customerName, email } = personAt(0)
  await database.write(async (stores) => {
    await stores.accounts.insert({ ...personAt(0), role: 'customer', passwordHash: '', disabled: false }, 0)
    for (let index = 0; index < 1100; index++)
      await stores.orders.insert({ ...orderAt(index, 1100, 1), customerId, customerName, placedAt: '2020-01-01T00:00:00.000Z' }, email)
  })
  const { items, next } = await database.slowReads.staffOrders.list({ q: 'online' }, '-placedAt', 600, null)
  const rest = await database.slowReads.staffOrders.list({ q: 'online' }, '-placedAt', 600, next)
  expect([...items, ...rest.items].map(({ number }) => Number(number.slice('ONLINE-'.length)))).toEqual(Array.from({ length: 1100 }, (_, index) => 1100 - index))
})

it.each([
  ['its id', 'null, id, 9, 900000'],
  ['its version of the order', 'null, \'forged\', version, 900000'],
  ['its change number', 'null, \'forged\', 9, change_number'],
  ['its row number', 'rowid, \'forged\', 9, 900000'],
])('lets nobody put an event in the place of another by %s', async (_, values) => {
  const shop = await openShop({ database })
  await shop.orderOf(shop.ana)
  const before = await database.dump()
  const others = 'order_id, type, skipped, changed, actor_kind, actor_id, actor_name, at'
  await expect(database.meddle(`pragma foreign_keys = off; insert or replace into order_events (rowid, id, version, change_number, ${others}) select ${values}, ${others} from order_events`)).rejects.toThrow('order_events is append-only')
  expect(await database.dump()).toEqual(before)
})
