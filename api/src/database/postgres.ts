import type { DatabaseConnection, PostgresPool } from 'kysely'
import type { Engine, ReadFeed } from './engine.ts'
import { CompiledQuery, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { postgresFeeds } from './postgres-feeds.ts'
import { postgresWords } from './postgres-words.ts'

/** Milliseconds after which waiting is given up: for a connection, for a lock, for an answer, and for a transaction that rests. */
const limits = { connectionTimeoutMillis: 3000, lock_timeout: 5000, statement_timeout: 10_000, idle_in_transaction_session_timeout: 10_000 } as const

/** Connections a node holds: for what people wait for, and for reads that may take long. */
const connections = { quick: 10, slow: 2 } as const

/** Gone, going, starting, full, or too busy; a serialization failure or a deadlock that did not end by itself. */
const passing = /^(?:08|53|57P0|57014|55P03|40001|40P01|25P0[34])/
const broken = /^(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/
const lost = /Connection terminated|timeout exceeded when trying to connect|not queryable|connection error/

const engine: Engine = {
  async makeAppendOnly(db, table) {
    await sql`create or replace function refuse_change() returns trigger language plpgsql as 'begin raise exception ''% is append-only'', tg_table_name; end'`.execute(db)
    await sql`create trigger ${sql.id(`${table}_is_append_only`)} before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(db)
  },
  async amend(db, table, work) {
    await sql`drop trigger ${sql.id(`${table}_is_append_only`)} on ${sql.table(table)}`.execute(db)
    await work()
    await this.makeAppendOnly(db, table)
  },
  words: postgresWords,
  isUnavailable(error) {
    const { code = '', message = '' } = error as { code?: string, message?: string }
    return passing.test(code) || broken.test(code) || lost.test(message)
  },
  isWorthAnotherTry: error => ['40001', '40P01'].includes((error as { code?: string }).code ?? ''),
}

// Counters and instants are whole numbers that JavaScript holds exactly.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Connects to a PostgreSQL server (`postgres://user:password@host/database`); any number of nodes may. */
export function openPostgres(url: string) {
  const quick = pool(url, connections.quick)
  const slow = pool(url, connections.slow)
  const read: ReadFeed = postgresFeeds(quick)
  return {
    dialect: new PostgresDialect({ pool: quick as unknown as PostgresPool, onCreateConnection: firm }),
    slowDialect: new PostgresDialect({ pool: slow as unknown as PostgresPool, onCreateConnection: firm }),
    engine,
    feeds: () => ({ read, letGo: () => {} }),
    ping: async () => void await quick.query('select 1'),
    close: () => {},
  }
}

function pool(url: string, max: number): pg.Pool {
  const made = new pg.Pool({ connectionString: url, max, keepAlive: true, application_name: 'orderbeat', ...limits })
  // A connection that breaks while nobody uses it is replaced by the next who needs one.
  made.on('error', () => {})
  return made
}

/** On the disk before it is answered, whatever the server's own settings say. */
async function firm(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw('set synchronous_commit = on'))
}
