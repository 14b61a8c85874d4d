import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import { openSqlite } from '../sqlite.ts'
import * as foundation from './0001-foundation.ts'
import * as orderWords from './0002-order-words.ts'
import * as eagerFeeds from './0003-eager-feeds.ts'

it('tells of events that there were how the order was paid, and which changes can still be taken back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-'))
  const path = join(folder, 'orders.db')
  const before = openSqlite(path)
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Sqlite(path) }) })
  for (const step of [foundation, orderWords, eagerFeeds])
    await step.up(db, before.engine)
  await db.destroy()
  before.close()
  const old = new Sqlite(path)
  old.pragma('foreign_keys = OFF')
  old.exec(`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
    insert into kysely_migration values ('0001-foundation', '2026-11-01T00:00:00.000Z'), ('0002-order-words', '2026-11-02T00:00:00.000Z'), ('0003-eager-feeds', '2026-11-03T00:00:00.000Z');
    insert into accounts values ('ana', 'ana@example.com', 'Ana', 'customer', '', null, 0)`)
  const order = old.prepare(`insert into orders values (@id, @id, 'ana', 'Ana', 'pending', 'pending', 'unpaid', 1, 'pickup', 'card', '[]', 'EUR', 0, 0, 0, null, null, null, null, null, '{}', 0, 0, '', '', '')`)
  const event = old.prepare(`insert into order_events values (@order || @version, @order, @version, @number, @type, 'pending', @to, '[]', '{}', null, null, @kind, 'x', 'X', @version * 1000)`)
  let number = 0
  const lives: Record<string, [string, string | null, string][]> = {
    refunded: [['order.created', 'pending', 'customer'], ['order.paid', 'paid', 'staff'], ['order.cancelled', 'cancelled', 'staff'], ['order.updated', null, 'staff']],
    placed: [['order.created', 'pending', 'customer']],
    cancelled: [['order.created', 'pending', 'customer'], ['order.cancelled', 'cancelled', 'customer']],
  }
  for (const [id, life] of Object.entries(lives)) {
    order.run({ id })
    for (const [index, [type, to, kind]] of life.entries())
      event.run({ order: id, version: index + 1, number: ++number, type, to, kind })
  }
  old.close()

  const database = await openDatabase(`file:${path}`)
  const events = (await database.stores.events.listAfter(null, 100))!
  expect(events.map(({ orderId, paymentStatus }) => `${orderId} ${paymentStatus}`)).toEqual(['refunded unpaid', 'refunded paid', 'refunded refund_due', 'refunded refund_due', 'placed unpaid', 'cancelled unpaid', 'cancelled unpaid'])
  const undoable = Object.fromEntries(await Promise.all(Object.keys(lives).map(async id => [id, (await database.stores.orders.find(id))!.undoableFrom])))
  expect(undoable).toEqual({ refunded: '1970-01-01T00:00:03.000Z', placed: null, cancelled: null })
  await database.close()
  const now = new Sqlite(path)
  expect(() => now.exec('update order_events set version = 9')).toThrow('order_events is append-only')
  now.close()
  await rm(folder, { recursive: true })
})
