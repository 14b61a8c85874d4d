import type { PostgresPool } from 'kysely'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { expect, it } from 'vitest'
import { orderAt } from '../../bench/orders.ts'
import { administer, closing, emptyDatabase } from '../../test/empty-database.ts'
import * as foundation from './migrations/0001-foundation.ts'
import * as orderWords from './migrations/0002-order-words.ts'
import * as eagerFeeds from './migrations/0003-eager-feeds.ts'
import { openDatabase } from './open-database.ts'
import { changingColumns, placedColumns } from './order-rows.ts'
import { openPostgres } from './postgres.ts'

const steps = { '0001-foundation': foundation, '0002-order-words': orderWords, '0003-eager-feeds': eagerFeeds }

/** A database as it was after so many steps, with what `fill` puts into it. */
async function databaseAfter(count: number, fill: (run: (statement: string, values?: unknown[]) => Promise<unknown>) => Promise<void>): Promise<string> {
  const at = await emptyDatabase()
  const { engine, close } = openPostgres(at)
  const pool = new pg.Pool({ connectionString: at, max: 1 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) })
  await pool.query('create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)')
  for (const [index, [name, step]] of Object.entries(steps).slice(0, count).entries()) {
    await step.up(db, engine)
    await pool.query('insert into kysely_migration values ($1, $2)', [name, `2026-11-0${index + 1}T00:00:00.000Z`])
  }
  await fill((statement, values) => pool.query(statement, values))
  await db.destroy()
  await close()
  return at
}

it('finds the orders that were there before, also those of one millisecond', async () => {
  const at = await databaseAfter(1, async (run) => {
    await run(`insert into accounts values ('ana', 'ana@example.com', 'Ana', 'customer', '', null, 0)`)
    for (const [index, placedAt] of ['2026-11-01T09:00:00.000Z', '2026-11-01T09:00:00.000Z', '2026-11-02T09:00:00.000Z'].entries()) {
      const order = { ...orderAt(index, 3, 1), placedAt, customerId: 'ana' }
      const { undoable_from: _, state: __, ...row } = { ...placedColumns(order, 'ana@example.com'), ...changingColumns(order) }
      await run(`insert into orders (${Object.keys(row).join()}) values (${Object.keys(row).map((_name, place) => `$${place + 1}`).join()})`, Object.values(row))
    }
  })
  const database = await openDatabase(at)
  await closing([database], async () => {
    const { items, total } = await database.slowReads.staffOrders.list({ q: 'ana' }, '-placedAt', 20, null)
    expect(items.map(({ number }) => number)).toEqual(['ONLINE-000003', 'ONLINE-000002', 'ONLINE-000001'])
    expect(total).toBe(3)
  })
})

it('tells of events that there were how the order was paid, which changes can still be taken back, and stays append-only', async () => {
  const lives: Record<string, [string, string | null, string][]> = {
    refunded: [['order.created', 'pending', 'customer'], ['order.paid', 'paid', 'staff'], ['order.cancelled', 'cancelled', 'staff'], ['order.updated', null, 'staff']],
    placed: [['order.created', 'pending', 'customer']],
    cancelled: [['order.created', 'pending', 'customer'], ['order.cancelled', 'cancelled', 'customer']],
  }
  const at = await databaseAfter(3, async (run) => {
    await run(`insert into accounts values ('ana', 'ana@example.com', 'Ana', 'customer', '', null, 0)`)
    let number = 0
    for (const [id, life] of Object.entries(lives)) {
      await run(`insert into orders values ($1, $1, 'ana', 'Ana', 'pending', 'pending', 'unpaid', 1, 'pickup', 'card', '[]', 'EUR', 0, 0, 0, null, null, null, null, null, '{}', 0, 0, '', '', '')`, [id])
      for (const [index, [type, to, kind]] of life.entries()) {
        const version = index + 1
        await run(`insert into order_events values ($1, $2, $3, $4, $5, 'pending', $6, '[]', '{}', null, null, $7, 'x', 'X', $8)`, [`${id}${version}`, id, version, ++number, type, to, kind, version * 1000])
      }
    }
  })
  const database = await openDatabase(at)
  await closing([database], async () => {
    const events = (await database.stores.events.listAfter(null, 100))!
    expect(events.map(({ orderId, paymentStatus }) => `${orderId} ${paymentStatus}`)).toEqual(['refunded unpaid', 'refunded paid', 'refunded refund_due', 'refunded refund_due', 'placed unpaid', 'cancelled unpaid', 'cancelled unpaid'])
    const undoable = Object.fromEntries(await Promise.all(Object.keys(lives).map(async id => [id, (await database.stores.orders.find(id))!.undoableFrom])))
    expect(undoable).toEqual({ refunded: '1970-01-01T00:00:03.000Z', placed: null, cancelled: null })
    for (const change of ['update order_events set version = 9', 'delete from order_events', 'truncate order_events cascade'])
      await expect(administer(change, at)).rejects.toThrow('order_events is append-only')
  })
})
