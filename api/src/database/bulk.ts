import type { PostgresPool } from 'kysely'
import type { Tables } from './tables.ts'
import { existsSync } from 'node:fs'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { createAuditStore } from './audit-store.ts'
import { createCopyTarget } from './copy-target.ts'
import { createFeedAuditStore } from './feed-audit-store.ts'
import { bringUpToDate, isServer, pathOf } from './open-database.ts'
import { pool } from './postgres-pool.ts'
import { postgresWords } from './postgres-words.ts'
import { sqliteWords } from './sqlite-words.ts'
import { connect } from './sqlite.ts'
import { createStores } from './stores.ts'
import { createTableRows } from './table-rows.ts'
import { refuseUnfinished } from './unfinished-copy.ts'

/** There is no shop where one is to be read. */
export class NoShopError extends Error {
  override name = 'NoShopError'
}

/** Milliseconds that a command waits for a lock: nobody else waits for it. */
const patience = 10_000

/** A whole database to read from, in all ways that commands do. */
export type WholeShop = ReturnType<typeof wholeShop>

/** A database as a command works with it: without the limits that keep people from waiting. */
export type Bulk = ReturnType<typeof openBulk>

/** @param url As for `openDatabase`. The schema must be up to date. */
export function openBulk(url: string) {
  const words = isServer(url) ? postgresWords : sqliteWords
  const db = new Kysely<Tables>({ dialect: dialectOf(url) })
  const shopOf = (db: Kysely<Tables>) => wholeShop(db, createStores(db, words))
  return {
    /** As it is whenever it is asked. */
    now: shopOf(db),
    /** Everything that `work` reads is of one moment, however long it takes and whoever writes meanwhile. */
    snapshot: <T>(work: (shop: WholeShop) => Promise<T>): Promise<T> =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(transaction => work(shopOf(transaction))),
    /** To copy into. */
    target: createCopyTarget(db),
    hasShop: async () => (await db.introspection.getTables()).some(({ name }) => name === 'change_counter'),
    refuseUnfinished: () => refuseUnfinished(db),
    close: () => db.destroy(),
  }
}

/** The same for a shop that must be there, its schema brought up to date. Throws NoShopError, UnfinishedCopyError. */
export async function openShopInBulk(url: string): Promise<Bulk> {
  if (!isServer(url) && !existsSync(pathOf(url)))
    throw new NoShopError(`There is no file ${pathOf(url)}.`)
  const bulk = openBulk(url)
  try {
    if (!await bulk.hasShop())
      throw new NoShopError('There is no shop in this database.')
    await bringUpToDate(url)
    await bulk.refuseUnfinished()
    return bulk
  }
  catch (error) {
    await bulk.close()
    throw error
  }
}

/** No server there, no such database or user, a wrong password, or a file that is no database: the error's own sentence says which. */
export function cannotOpen(error: unknown): boolean {
  return /^(?:ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|3D000|28|SQLITE_(?:NOTADB|CANTOPEN|READONLY|BUSY))/.test(String((error as { code?: unknown } | null)?.code))
}

function wholeShop(db: Kysely<Tables>, stores: ReturnType<typeof createStores>) {
  return { stores, audit: { ...createAuditStore(db), ...createFeedAuditStore(db) }, rows: createTableRows(db) }
}

function dialectOf(url: string) {
  return isServer(url)
    ? new PostgresDialect({ pool: pool(url, 2, { connectionTimeoutMillis: patience, lock_timeout: patience }) as unknown as PostgresPool })
    : new SqliteDialect({ database: connect(pathOf(url), patience) })
}
