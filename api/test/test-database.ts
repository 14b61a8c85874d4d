import type { Database } from '../src/database/open-database.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../src/database/open-database.ts'

/** A real database of its own for a test, on the disk. */
export interface TestDatabase extends Database {
  url: string
  /** Everything that is stored, by table, to compare before and after. */
  dump: () => Record<string, unknown[]>
  /** Runs SQL around the API, as somebody with a shell could. */
  meddle: (statement: string) => void
  remove: () => Promise<void>
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-'))
  const path = join(folder, 'orders.db')
  const database = await openDatabase(`file:${path}`)
  const outside = new Sqlite(path)
  return {
    ...database,
    url: `file:${path}`,
    dump: () => Object.fromEntries(tablesOf(outside).map(table => [table, outside.prepare(`select * from ${table}`).all()])),
    meddle: statement => void outside.exec(statement),
    async remove() {
      outside.close()
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}

function tablesOf(connection: Sqlite.Database): string[] {
  return connection.prepare<[], string>('select name from sqlite_master where type = \'table\' order by name').pluck().all()
}
