import type { TestDatabase } from './test-database.ts'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { openDatabase } from '../src/database/open-database.ts'

/** A database of its own on the server that the whole run shares, copied from one whose schema is up to date. */
export async function createPostgresDatabase({ url, template }: { url: string, template: string }): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await run(url, `create database ${name} template ${template}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const database = await openDatabase(own.href)
  const outside = new pg.Client({ connectionString: own.href })
  await outside.connect()
  return {
    ...database,
    url: own.href,
    async dump() {
      const { rows } = await outside.query<{ name: string }>('select table_name as name from information_schema.tables where table_schema = current_schema() order by table_name')
      const dumped: [string, unknown[]][] = []
      for (const table of rows)
        dumped.push([table.name, (await outside.query<object>(`select * from ${table.name} as t order by t::text`)).rows])
      return Object.fromEntries(dumped)
    },
    meddle: async statement => void await outside.query(statement),
    meddleUnguarded: async statement => void await outside.query(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`),
    otherWaysToChange: table => [`truncate ${table} cascade`, `insert into ${table} select * from ${table} on conflict (id) do update set comment = 'never said'`],
    async remove() {
      await outside.end()
      await database.close()
      await run(url, `drop database ${name} with (force)`)
    },
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
