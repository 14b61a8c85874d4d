import type { TableName } from './shop-tables.ts'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { isServer, pathOf } from './open-database.ts'
import { tableNames } from './shop-tables.ts'

/** A backup cannot be made, or is not what it should be; a sentence for whoever started it. */
export class BackupError extends Error {
  override name = 'BackupError'
}

/** How many rows of each table a backup holds. */
export type BackupCounts = { [table in TableName]: number }

/** Pages of the file that are copied before others have their turn. */
const together = 2000

/**
 * Copies an embedded database as it is at this moment, while it is in use. The file has its name only when it has been read
 * back: it is intact and has as many rows as there were. Throws BackupError.
 * @see https://www.sqlite.org/backup.html
 */
export async function backUp(url: string, file: string, tell: (done: number, of: number) => void): Promise<BackupCounts> {
  if (isServer(url))
    throw new BackupError('This shop is on PostgreSQL: back it up with pg_dump --format=custom, and read the backup back with pg_restore.')
  const path = pathOf(url)
  if (!existsSync(path))
    throw new BackupError(`There is no file ${path}.`)
  if (existsSync(file))
    throw new BackupError(`There is a file ${file} already: it is not written over.`)
  if (!existsSync(dirname(file)))
    throw new BackupError(`There is no folder ${dirname(file)}.`)
  const part = `${file}.part`
  await rm(part, { force: true })
  try {
    const counts = await copy(path, part, tell)
    verify(part, counts)
    await ontoDisk(part)
    await rename(part, file)
    await ontoDisk(dirname(file))
    return counts
  }
  catch (error) {
    for (const left of [part, `${part}-wal`, `${part}-shm`])
      await rm(left, { force: true })
    throw error
  }
}

/** The transaction keeps one moment, so that a busy shop does not make the copying begin again and again. */
async function copy(path: string, part: string, tell: (done: number, of: number) => void): Promise<BackupCounts> {
  const source = new Sqlite(path, { timeout: 10_000 })
  try {
    source.exec('begin')
    const counts = countsOf(source)
    const { totalPages } = await source.backup(part, {
      progress({ totalPages, remainingPages }) {
        tell(totalPages - remainingPages, totalPages)
        return together
      },
    })
    source.exec('commit')
    tell(totalPages, totalPages)
    return counts
  }
  finally {
    source.close()
  }
}

function verify(part: string, expected: BackupCounts): void {
  const backup = new Sqlite(part)
  try {
    const [damage] = backup.pragma('integrity_check') as { integrity_check: string }[]
    if (damage!.integrity_check !== 'ok')
      throw new BackupError(`The backup is damaged: ${damage!.integrity_check}`)
    const found = countsOf(backup)
    const other = tableNames.find(table => found[table] !== expected[table])
    if (other !== undefined)
      throw new BackupError(`The backup has ${found[other]} rows in ${other}, the shop ${expected[other]}.`)
  }
  finally {
    backup.close()
  }
}

function countsOf(connection: Sqlite.Database): BackupCounts {
  const there = new Set(connection.prepare<[], string>('select name from sqlite_master where type = \'table\'').pluck().all())
  return Object.fromEntries(tableNames.map(table => [table, there.has(table) ? connection.prepare<[], number>(`select count(*) from ${table}`).pluck().get()! : 0])) as BackupCounts
}

async function ontoDisk(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync().finally(() => handle.close())
}
