import type { DatabaseConnection, DialectAdapter, Kysely, SqliteDatabase } from 'kysely'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, sql, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import { again } from './another-try.ts'
import { watchFile } from './kept-file.ts'
import { preparedStatements } from './prepared-statements.ts'
import { readerDialect } from './reader-dialect.ts'
import { ReaderThread } from './reader-thread.ts'
import { sqliteFeeds } from './sqlite-feeds.ts'
import { sqliteWords } from './sqlite-words.ts'

/** How long a start waits for a lock, and a poll in the rare case that it meets one; longer would stop the whole event loop. */
const busyTimeoutMilliseconds = 250

/** The most that a connection keeps of the file in memory, in KiB; what is not read is not kept. A customer's orders lie all over a large file. */
const cacheKibibytes = 65_536

/** Whoever holds the write lock is waited for so long (milliseconds), and for so many tries, however long each takes. */
const patience = 400
const leastTries = 4

/** A start waits so long (milliseconds) for another one that brings the schema up to date, which may take a while in a large shop. */
const startPatience = 30_000

const refusedActions = ['update', 'delete'] as const

/** Locked, full, not to be read or written, or damaged: nothing that a request could be blamed for. */
const passing = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|PROTOCOL|CORRUPT|NOTADB|NOMEM)/

const engine: Engine = {
  async makeAppendOnly(db, table) {
    for (const action of refusedActions) {
      await sql`create trigger ${sql.id(`${table}_refuses_${action}`)} before ${sql.raw(action)} on ${sql.table(table)}
        begin ${refusal(table)}; end`.execute(db)
    }
    // INSERT OR REPLACE removes what is in its way without firing a trigger (https://www.sqlite.org/lang_conflict.html).
    const isTaken = (await uniqueColumns(db, table)).map(columns => sql`exists (select 1 from ${sql.table(table)} where ${sql.join(columns.map(column => sql`${sql.ref(column)} = new.${sql.ref(column)}`), sql` and `)})`)
    await sql`create trigger ${sql.id(`${table}_refuses_replacement`)} before insert on ${sql.table(table)} when ${sql.join(isTaken, sql` or `)}
      begin ${refusal(table)}; end`.execute(db)
  },
  async amend(db, table, work) {
    for (const action of [...refusedActions, 'replacement'])
      await sql`drop trigger if exists ${sql.id(`${table}_refuses_${action}`)}`.execute(db)
    await work()
    await this.makeAppendOnly(db, table)
  },
  words: sqliteWords,
  // A transaction takes the write lock as it begins, so whoever finds it taken has done nothing yet.
  isWorthAnotherTry: (error, { times, milliseconds }) => (times < leastTries || milliseconds < patience) && isBusy(error),
  isUnavailable: error => error instanceof Sqlite.SqliteError && passing.test(error.code),
}

function isBusy(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function refusal(table: string) {
  return sql`select raise(abort, ${sql.lit(`${table} is append-only`)})`
}

/** The columns by which a row can be in the way of another, its number among them. */
async function uniqueColumns(db: Kysely<unknown>, table: string): Promise<string[][]> {
  const { rows } = await sql<{ key: string, column: string }>`select list.name as key, info.name as column
    from pragma_index_list(${table}) as list, pragma_index_info(list.name) as info where list."unique" and not list.partial`.execute(db)
  return [['rowid'], ...[...Map.groupBy(rows, row => row.key).values()].map(columns => columns.map(({ column }) => column))]
}

/**
 * Opens the file with a journal that lets readers pass the writer, and with every commit on the disk before it is answered.
 * FULL is set on every open and read back: the library's build falls back to NORMAL on a file that is in WAL mode already.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export function openSqlite(path: string) {
  if (path !== ':memory:')
    mkdirSync(dirname(path), { recursive: true })
  const connection = connect(path)
  const feeds = connect(path)
  learnOrders(feeds)
  const isKept = watchFile(path)
  const reader = new ReaderThread(path)
  const look = feeds.prepare('select 1 from sqlite_master')
  return {
    dialect: new ImmediateSqliteDialect(connection),
    /** For reads that may take long. */
    slowDialect: readerDialect(reader),
    engine,
    feeds: () => sqliteFeeds(feeds),
    async ping() {
      isKept()
      look.get()
    },
    /** From now on others are served: nothing stops them to wait for a lock. Whoever meets one tries again later. */
    serve() {
      refuseReadOnly(connection)
      connection.pragma('busy_timeout = 0')
    },
    /** Throws when what was committed is not where the next start looks for it. */
    confirm: isKept,
    /** Reads that wait for the thread. */
    reading: () => reader.waiting,
    /** Runs the work of a start, which waits for others who do the same. */
    patiently: (db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<void> =>
      again(() => work(db), (error, { milliseconds }) => milliseconds < startPatience && isBusy(error)),
    /** What the file is kept with, as SQLite itself says. */
    durability: () => ({ journal: connection.pragma('journal_mode', { simple: true }), synchronous: connection.pragma('synchronous', { simple: true }) }),
    async close() {
      feeds.close()
      // Nothing is left beside the file, even while somebody else has it open. What cannot be moved there now is safe where it is.
      try {
        connection.pragma('wal_checkpoint(TRUNCATE)')
      }
      catch {}
    },
  }
}

/** A lock is waited for `timeout` milliseconds, in which this process does nothing else. */
export function connect(path: string, timeout = busyTimeoutMilliseconds): Sqlite.Database {
  const connection = new Sqlite(path, { timeout })
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma(`cache_size = -${cacheKibibytes}`)
  connection.pragma('foreign_keys = ON')
  if (connection.pragma('synchronous', { simple: true }) !== 2)
    throw new Error('The database does not keep synchronous=FULL, so acknowledged orders could be lost with the power.')
  return connection
}

/** Throws of a file that may only be read, which opens without a word: a write is tried, and taken back before it is one. */
function refuseReadOnly(connection: Sqlite.Database): void {
  connection.exec('begin immediate')
  try {
    connection.exec('create table tried (id integer)')
  }
  finally {
    connection.exec('rollback')
  }
}

/** From so many orders on the planner is told what the indexes of the orders tell apart. */
const largeShop = 10_000

/**
 * Has the planner know the orders of a large shop, or it takes the wrong index for some lists of it. Only of those, and not
 * while they are few: what it learned of an empty table it would go by when the table is full, and of the tables behind the
 * word index it would read the whole with every new order.
 * @see https://www.sqlite.org/lang_analyze.html
 */
function learnOrders(connection: Sqlite.Database): void {
  if (connection.prepare('select 1 from sqlite_master where name = ?').get('orders') === undefined)
    return
  if (connection.prepare('select count(*) from (select 1 from orders limit ?)').pluck().get(largeShop) !== largeShop)
    return
  try {
    connection.pragma('analysis_limit = 1000')
    connection.exec('analyze orders')
  }
  catch (error) {
    // Whoever is writing at the moment goes first: the next start learns it.
    if (!engine.isUnavailable(error))
      throw error
  }
}

/** A transaction takes the write lock as it begins, so that it never fails half-way at its first write. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #connection: Sqlite.Database

  constructor(connection: Sqlite.Database) {
    super({ database: { prepare: preparedStatements(connection) as SqliteDatabase['prepare'], close: () => connection.close() } })
    this.#connection = connection
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** On a full disk SQLite has rolled back already: to do it once more would fail, and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction)
      await super.rollbackTransaction(connection)
  }
}

/** A change of the schema can be rolled back. Kysely holds that it cannot, and would leave a step half taken and two starts in each other's way. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #connection: Sqlite.Database

  constructor(connection: Sqlite.Database) {
    super({ database: connection as unknown as SqliteDatabase })
    this.#connection = connection
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#connection)
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter()
  }
}
