import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { orderAt } from '../../../bench/orders.ts'
import { openDatabase } from '../open-database.ts'
import { changingColumns, placedColumns } from '../order-rows.ts'
import { openSqlite } from '../sqlite.ts'
import * as foundation from './0001-foundation.ts'

it('finds the orders that were there before, also those of one millisecond', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-'))
  const path = join(folder, 'orders.db')
  const before = openSqlite(path)
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Sqlite(path) }) })
  await foundation.up(db, before.engine)
  await db.destroy()
  before.close()
  const old = new Sqlite(path)
  old.exec(`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null);
    insert into kysely_migration values ('0001-foundation', '2026-11-01T00:00:00.000Z')`)
  for (const [index, placedAt] of ['2026-11-01T09:00:00.000Z', '2026-11-01T09:00:00.000Z', '2026-11-02T09:00:00.000Z'].entries()) {
    const order = { ...orderAt(index, 3, 1), placedAt }
    const { undoable_from: _, state: __, ...row } = { ...placedColumns(order, 'ana@example.com'), ...changingColumns(order) }
    const names = Object.keys(row)
    old.pragma('foreign_keys = OFF')
    old.prepare(`insert into orders (${names.join()}) values (${names.map(name => `@${name}`).join()})`).run(row)
  }
  old.close()

  const database = await openDatabase(`file:${path}`)
  const { items, total } = await database.slowReads.staffOrders.list({ q: 'ana' }, '-placedAt', 20, null)
  expect(items.map(({ number }) => number)).toEqual(['ONLINE-000003', 'ONLINE-000002', 'ONLINE-000001'])
  expect(total).toBe(3)
  await database.close()
  await rm(folder, { recursive: true })
})
