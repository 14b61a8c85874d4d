import type { PostgresPool } from 'kysely'
import type { Tables } from './tables.ts'
import { existsSync } from 'node:fs'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { bringUpToDate, isServer, pathOf } from './open-database.ts'
import { pool } from './postgres-pool.ts'
import { connect } from './sqlite.ts'

/** There is no shop where one is to be read. */
export class NoShopError extends Error {
  override name = 'NoShopError'
}

/** Milliseconds that a command waits for a lock: nobody else waits for it. */
const patience = 10_000

/** A database as a command works with it: without the limits that keep people from waiting. */
export type Bulk = ReturnType<typeof openBulk>

/** @param url As for `openDatabase`. The schema must be up to date. */
export function openBulk(url: string) {
  const db = new Kysely<Tables>({ dialect: dialectOf(url) })
  return {
    db,
    /** Everything that `work` reads is of one moment, however long it takes and whoever writes meanwhile. */
    snapshot: <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> =>
      db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    close: () => db.destroy(),
  }
}

/** The same for a shop that must be there, its schema brought up to date. Throws NoShopError. */
export async function openShopInBulk(url: string): Promise<Bulk> {
  if (!isServer(url) && !existsSync(pathOf(url)))
    throw new NoShopError(`There is no file ${pathOf(url)}.`)
  const bulk = openBulk(url)
  try {
    const tables = await bulk.db.introspection.getTables()
    if (!tables.some(({ name }) => name === 'change_counter'))
      throw new NoShopError('There is no shop in this database.')
    await bringUpToDate(url)
    return bulk
  }
  catch (error) {
    await bulk.close()
    throw error
  }
}

function dialectOf(url: string) {
  return isServer(url)
    ? new PostgresDialect({ pool: pool(url, 2, { connectionTimeoutMillis: patience, lock_timeout: patience }) as unknown as PostgresPool })
    : new SqliteDialect({ database: connect(pathOf(url), patience) })
}
