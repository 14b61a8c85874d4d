import type { PostgresPool } from 'kysely'
import type pg from 'pg'
import type { Engine, ReadFeed } from './engine.ts'
import type { Tables } from './tables.ts'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { postgresFeeds } from './postgres-feeds.ts'
import { pool, usualWaits } from './postgres-pool.ts'
import { postgresWords } from './postgres-words.ts'

/** Connections a node holds: for what people wait for, for reads that may take long, and for polls, whom no writer keeps waiting. */
const connections = { quick: 10, slow: 2, feeds: 3 } as const

/** A poll is one row: a server that takes longer for it does not answer. */
const pollWaits = { ...usualWaits, statement_timeout: 3000, query_timeout: 4000 }

/** A step of the schema takes what it takes, and other nodes that start meanwhile wait for it. */
const schemaWaits = { connectionTimeoutMillis: 3000 }

/** The server itself waits for locks; who failed to serialize or met a deadlock so often again comes back later. */
const mostRetries = 3

/** Gone, going, starting, full, too busy, or a standby yet; a serialization failure or a deadlock that did not end by itself. */
const passing = /^(?:08|53|57P0|57014|55P03|40001|40P01|25P0[34]|25006)/
const broken = /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH)$/
const lost = /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|connection error|connection has been discarded/

const engine: Engine = {
  async makeAppendOnly(db, table) {
    await sql`create or replace function refuse_change() returns trigger language plpgsql as 'begin raise exception ''% is append-only'', tg_table_name; end'`.execute(db)
    await sql`create trigger ${sql.id(`${table}_is_append_only`)} before update or delete on ${sql.table(table)} for each row execute function refuse_change()`.execute(db)
    await sql`create trigger ${sql.id(`${table}_is_never_emptied`)} before truncate on ${sql.table(table)} for each statement execute function refuse_change()`.execute(db)
  },
  async amend(db, table, work) {
    for (const trigger of ['is_append_only', 'is_never_emptied'])
      await sql`drop trigger if exists ${sql.id(`${table}_${trigger}`)} on ${sql.table(table)}`.execute(db)
    await work()
    await this.makeAppendOnly(db, table)
  },
  words: postgresWords,
  isUnavailable(error) {
    const { code = '', message = '', severity } = error as { code?: string, message?: string, severity?: string }
    // What is fatal ends a session or lets none begin: no statement was at fault (https://www.postgresql.org/docs/18/runtime-config-logging.html#RUNTIME-CONFIG-SEVERITY-LEVELS).
    return severity === 'FATAL' || passing.test(code) || broken.test(code) || lost.test(message)
  },
  isWorthAnotherTry: (error, { times }) => times <= mostRetries && ['40001', '40P01'].includes((error as { code?: string }).code ?? ''),
}

/** Connects to a PostgreSQL server (`postgres://user:password@host/database`); any number of nodes may. */
export function openPostgres(url: string) {
  const polls = pool(url, connections.feeds, pollWaits)
  const read: ReadFeed = postgresFeeds(polls)
  return {
    dialect: dialectOf(pool(url, connections.quick)),
    slowDialect: dialectOf(pool(url, connections.slow)),
    engine,
    serve: () => {},
    confirm: () => {},
    reading: () => 0,
    feeds: () => ({ read, letGo: () => {} }),
    ping: async () => void await polls.query('select 1'),
    /** Runs `work`, which may take long and is waited for at a start only, on a connection that waits for it. */
    async patiently(_: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
      const patient = new Kysely<Tables>({ dialect: dialectOf(pool(url, 1, schemaWaits)) })
      await work(patient).finally(() => patient.destroy())
    },
    close: async () => await polls.end(),
  }
}

function dialectOf(connections: pg.Pool): PostgresDialect {
  return new PostgresDialect({ pool: connections as unknown as PostgresPool })
}
