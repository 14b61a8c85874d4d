import type { TestDatabase } from './test-database.ts'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../src/database/open-database.ts'

/** A file of its own, on the disk; new, or a copy of `from`. */
export async function createSqliteDatabase(disk = tmpdir(), from?: string): Promise<TestDatabase> {
  const folder = await mkdtemp(join(disk, 'orderbeat-'))
  const path = join(folder, 'orders.db')
  if (from !== undefined)
    await copyFile(from, path)
  const database = await openDatabase(`file:${path}`)
  const outside = new Sqlite(path)
  return {
    ...database,
    url: `file:${path}`,
    dump: async () => Object.fromEntries(tablesOf(outside).map(table => [table, outside.prepare(`select * from ${table}`).all()])),
    meddle: async statement => void outside.exec(statement),
    async meddleUnguarded(statement) {
      const guards = outside.prepare<[], { name: string, sql: string }>('select name, sql from sqlite_master where type = \'trigger\' and sql like \'%is append-only%\'').all()
      guards.forEach(({ name }) => outside.exec(`drop trigger ${name}`))
      outside.pragma('foreign_keys = off')
      outside.exec(statement)
      outside.pragma('foreign_keys = on')
      guards.forEach(({ sql }) => outside.exec(sql))
    },
    otherWaysToChange: table => [`replace into ${table} select * from ${table}`],
    async remove() {
      outside.close()
      await database.close()
      await rm(folder, { recursive: true })
    },
  }
}

function tablesOf(connection: Sqlite.Database): string[] {
  return connection.prepare<[], string>('select name from sqlite_master where type = \'table\' and name not like \'sqlite_%\' order by name').pluck().all()
}
