import type { CopyOf, CopyPlace, CopyTarget, TargetState } from '../database/copy-target.ts'
import type { TableName } from '../database/shop-tables.ts'
import type { Row, TableRows } from '../database/table-rows.ts'
import type { Checksum } from './checksum.ts'
import { createChecksum } from './checksum.ts'

/** A copy cannot begin or cannot be trusted; a sentence for whoever started it. */
export class CopyError extends Error {
  override name = 'CopyError'
}

export interface CopyParts {
  /** All of one moment. */
  source: TableRows
  target: CopyTarget
  /** What the target holds by now. */
  copied: TableRows
  /** How many of how many rows are done. */
  tell: (what: 'copied' | 'checked', rows: number, of: number) => unknown
}

/** What was copied: for each table its rows and their sum, the same in source and target. */
export interface Copied { resumed: boolean, tables: { table: TableName, checksum: Checksum }[] }

/** Goes into the target with the last step. */
const last: TableName = 'change_counter'

/**
 * Copies a shop table by table, a page a transaction, and goes on after the last page that is there when it was cut. In the
 * end all rows of source and target are counted and summed up; only then the target is open to others. Throws CopyError.
 */
export async function copyShop({ source, target, copied, tell }: CopyParts): Promise<Copied> {
  const tables = source.tables.filter(table => table !== last)
  const of = await identityOf(source)
  const state = await target.state()
  refuseTaken(state)
  if (state.is === 'empty')
    await target.begin(of)
  const done = state.is === 'unfinished' ? state.done : null
  if (state.is === 'unfinished')
    refuseAnother(state.of, of)
  const total = await countAll(source, tables)
  await copyRows(tables, done)
  const sums = await check(tables)
  await target.finish(await allOf(source, last))
  return { resumed: done !== null, tables: sums }

  async function copyRows(tables: TableName[], done: CopyPlace | null): Promise<void> {
    const begin = done === null ? 0 : tables.indexOf(done.table)
    let rows = await countAll(copied, tables)
    let pages = done?.pages ?? 0
    tell('copied', rows, total)
    for (const table of tables.slice(begin)) {
      for await (const page of source.pages(table, table === done?.table ? done.key : null)) {
        await target.append(page.rows, { table, key: page.last, pages: ++pages })
        tell('copied', rows += page.rows.length, total)
      }
    }
  }

  async function check(tables: TableName[]): Promise<Copied['tables']> {
    let rows = 0
    const sums: Copied['tables'] = []
    for (const table of tables) {
      const [checksum, found] = await Promise.all([sumOf(source, table, () => {}), sumOf(copied, table, some => tell('checked', rows += some, total))])
      if (checksum.rows !== found.rows || checksum.sum !== found.sum)
        throw new CopyError(`The copy differs in ${table}: ${checksum.rows} rows with the sum ${checksum.sum} in the source, ${found.rows} with ${found.sum} in the target. Somebody wrote to one of them between two runs: empty the target and copy again.`)
      sums.push({ table, checksum })
    }
    return sums
  }
}

/** Nothing is copied beside what is somebody's. Throws CopyError. */
export function refuseTaken(state: TargetState): asserts state is Exclude<TargetState, { is: 'taken' }> {
  if (state.is === 'taken')
    throw new CopyError(`The target is not empty: it has ${state.by}. Copy into an empty database.`)
}

/** A source that was written to between two runs would be copied as two halves of different moments. */
function refuseAnother(unfinished: CopyOf, of: CopyOf): void {
  if (unfinished.databaseId !== of.databaseId)
    throw new CopyError('The target holds the unfinished copy of another shop. Copy into an empty database.')
  if (unfinished.newest !== of.newest)
    throw new CopyError(`Orders have changed in the source since the copy was begun (change ${unfinished.newest} then, ${of.newest} now). Stop the shop, empty the target and copy again.`)
}

async function identityOf(source: TableRows): Promise<CopyOf> {
  const [row] = await allOf(source, last)
  return { databaseId: String(row!.database_id), newest: Number(row!.value) }
}

async function allOf(source: TableRows, table: TableName): Promise<Row[]> {
  const all: Row[] = []
  for await (const { rows } of source.pages(table))
    all.push(...rows)
  return all
}

async function countAll(rows: TableRows, tables: TableName[]): Promise<number> {
  let sum = 0
  for (const table of tables)
    sum += await rows.count(table)
  return sum
}

async function sumOf(rows: TableRows, table: TableName, tell: (rows: number) => void): Promise<Checksum> {
  const checksum = createChecksum()
  for await (const page of rows.pages(table)) {
    checksum.add(page.rows)
    tell(page.rows.length)
  }
  return checksum.result()
}
