import type { Database } from '../src/database/open-database.ts'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** Runs a statement on the server that the whole run shares, or on one of its databases. */
export async function administer(statement: string, at = inject('postgres')!.url): Promise<void> {
  const client = new pg.Client({ connectionString: at })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/** Makes a database without anything in it on that server, and gives its URL. */
export async function emptyDatabase(owner = 'orderbeat'): Promise<string> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name} owner ${owner}`)
  const url = new URL(inject('postgres')!.url)
  url.pathname = `/${name}`
  return url.href
}

/** Ends every connection to the database, as a restart of the server does. */
export function endConnections(at: string): Promise<void> {
  return administer(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${new URL(at).pathname.slice(1)}'`)
}

/** Closes the databases after the work, however it ends. */
export async function closing(databases: Database[], work: () => Promise<void>): Promise<void> {
  await work().finally(() => Promise.all(databases.map(database => database.close())))
}
