import type { Tables } from './tables.ts'
import { fileURLToPath } from 'node:url'
import { Kysely } from 'kysely'
import { again } from './another-try.ts'
import { boundedQueue, QueueFullError } from './bounded-queue.ts'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'
import { createStores } from './stores.ts'
import { refuseUnfinished } from './unfinished-copy.ts'

/** So many writes are under way at most, about a second's work: one more is turned away rather than kept waiting. */
const mostWrites = 500

export type Database = Awaited<ReturnType<typeof openDatabase>>

/**
 * Opens the database that `url` names and brings its schema up to date.
 * This is the one place that knows which engine is behind.
 * @param url `file:./data/orderbeat.db`, relative to the working directory, or absolute; or `postgres://user:password@host/database`
 */
export async function openDatabase(url: string) {
  const parts = engineOf(url)
  const db = new Kysely<Tables>({ dialect: parts.dialect })
  await parts.patiently(db, patient => migrate(patient, parts.engine))
  await refuseUnfinished(db).then(parts.serve).catch(async (error: unknown) => {
    await parts.close()
    await db.destroy()
    throw error
  })
  const slow = new Kysely<Tables>({ dialect: parts.slowDialect })
  const feeds = parts.feeds()
  const writes = boundedQueue(mostWrites)
  return {
    /** Reads outside of a transaction. */
    stores: createStores(db, parts.engine.words),
    /** The same for reads that may take long: they keep nobody else waiting. */
    slowReads: createStores(slow, parts.engine.words),
    /** Runs `work` in one transaction: all of it is kept or, when it throws, nothing. */
    write: <T>(work: (stores: ReturnType<typeof createStores>) => Promise<T>): Promise<T> => writes.run(async () => {
      const written = await again(() => db.transaction().execute(transaction => work(createStores(transaction, parts.engine.words))), parts.engine.isWorthAnotherTry).finally(feeds.letGo)
      parts.confirm()
      return written
    }),
    /** How many writes, and reads that may take long, are under way or wait. */
    queues: () => ({ writes: writes.length(), reads: parts.reading() }),
    readFeed: feeds.read,
    isUnavailable: (error: unknown) => error instanceof QueueFullError || parts.engine.isUnavailable(error),
    /** Throws when the database does not answer. */
    ping: parts.ping,
    close: async () => {
      feeds.letGo()
      await parts.close()
      await slow.destroy()
      await db.destroy()
    },
  }
}

/** Brings the schema of the database that `url` names up to date, and makes an embedded one that is not there. */
export async function bringUpToDate(url: string): Promise<void> {
  const parts = engineOf(url)
  const db = new Kysely<Tables>({ dialect: parts.dialect })
  try {
    await parts.patiently(db, patient => migrate(patient, parts.engine))
  }
  finally {
    await parts.close()
    await db.destroy()
  }
}

function engineOf(url: string) {
  return isServer(url) ? openPostgres(url) : openSqlite(pathOf(url))
}

/** The URL names a database on a server rather than a file. */
export function isServer(url: string): boolean {
  return /^postgres(?:ql)?:/.test(url)
}

export function pathOf(url: string): string {
  return url.startsWith('file:///') ? fileURLToPath(url) : url.slice('file:'.length)
}

/** Why a database could not be opened, as a sentence for who started it; null where that is not what went wrong. */
export function whyNoDatabase({ code = '', message }: NodeJS.ErrnoException): string | null {
  if (code.startsWith('SQLITE_'))
    return `The database file cannot be used: ${message} (${code}).`
  return ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(code) ? `The database server does not answer (${code}).` : null
}
