import type { Kysely, Transaction } from 'kysely'
import type { TableName } from './shop-tables.ts'
import type { Row, RowKey } from './table-rows.ts'
import type { Tables } from './tables.ts'
import { CompiledQuery } from 'kysely'
import { shopTables, tableNames } from './shop-tables.ts'

/** What is copied: a database by its name in ETags, and the newest change that it had. */
export interface CopyOf { databaseId: string, newest: number }

/** How far a copy has come: the last row of a table, and how many pages were written. */
export interface CopyPlace { table: TableName, key: RowKey, pages: number }

/** What a target holds; of what takes it, the words to say so. `done` is null before the first page. */
export type TargetState =
  | { is: 'empty' }
  | { is: 'taken', by: string }
  | { is: 'unfinished', of: CopyOf, done: CopyPlace | null }

/** Somebody else writes the same copy. */
export class TwoCopiesError extends Error {
  override name = 'TwoCopiesError'
}

/** Beside the tables of a shop while a copy is under way: of what, and how far it has come. */
interface UnfinishedCopy { unfinished_copy: { id: number, of: string, done: string, pages: number } }

export type CopyTarget = ReturnType<typeof createCopyTarget>

/** Takes the rows of a whole shop. Each page is kept together with how far the copy has come, so that it goes on after any end. */
export function createCopyTarget(db: Kysely<Tables>) {
  const progress = db as unknown as Kysely<UnfinishedCopy>
  const insert = createInserts()

  return {
    /** Of a schema of any age, and of none. */
    async state(): Promise<TargetState> {
      const there = await tablesThere(db)
      if (!there.includes('unfinished_copy')) {
        const by = await whatTakes(db, there)
        return by === null ? { is: 'empty' } : { is: 'taken', by }
      }
      const { of, done } = await progress.selectFrom('unfinished_copy').selectAll().executeTakeFirstOrThrow()
      return { is: 'unfinished', of: JSON.parse(of) as CopyOf, done: JSON.parse(done) as CopyPlace | null }
    },

    /** From now on the database is an unfinished copy, which nobody else opens. */
    async begin(of: CopyOf): Promise<void> {
      await progress.transaction().execute(async (transaction) => {
        await transaction.schema.createTable('unfinished_copy')
          .addColumn('id', 'integer', column => column.primaryKey())
          .addColumn('of', 'text', column => column.notNull())
          .addColumn('done', 'text', column => column.notNull())
          .addColumn('pages', 'integer', column => column.notNull())
          .execute()
        await transaction.insertInto('unfinished_copy').values({ id: 1, of: JSON.stringify(of), done: 'null', pages: 0 }).execute()
        await (transaction as unknown as Transaction<Tables>).deleteFrom('change_counter').execute()
      })
    },

    /** Keeps a page and that it is there. Throws TwoCopiesError when it is not the next one. */
    async append(rows: Row[], done: CopyPlace): Promise<void> {
      await progress.transaction().execute(async (transaction) => {
        const noted = await transaction.updateTable('unfinished_copy').set({ done: JSON.stringify(done), pages: done.pages }).where('pages', '=', done.pages - 1).returning('id').executeTakeFirst()
        if (noted === undefined)
          throw new TwoCopiesError('Another copy into this database is under way.')
        await insert(transaction as unknown as Transaction<Tables>, done.table, rows)
      })
    },

    /** The last rows: the database is whole and open to everybody. */
    async finish(counter: Row[]): Promise<void> {
      await progress.transaction().execute(async (transaction) => {
        await insert(transaction as unknown as Transaction<Tables>, 'change_counter', counter)
        await transaction.schema.dropTable('unfinished_copy').execute()
      })
    },
  }
}

/** Where names without a schema are looked for. */
async function tablesThere(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables()
  return tables.filter(({ isView, schema }) => !isView && (schema === undefined || schema === 'public')).map(({ name }) => name)
}

/** A table of somebody else's, or a row in one of a shop's. An empty shop has its counter, and the words' index its own tables. */
async function whatTakes(db: Kysely<Tables>, there: string[]): Promise<string | null> {
  const foreign = there.find(name => !(name in shopTables) && !name.startsWith('order_words'))
  if (foreign !== undefined)
    return `a table ${foreign}`
  for (const table of tableNames.filter(name => there.includes(name))) {
    const rows = (db as unknown as Kysely<Record<string, Row>>).selectFrom(table).selectAll().limit(1)
    if (await (table === 'change_counter' ? rows.where('value', '>', 0) : rows).executeTakeFirst() !== undefined)
      return `rows in ${table}`
  }
  return null
}

/** Writes pages of rows; the text for a full page of a table is made once. */
function createInserts() {
  const texts = new Map<string, string>()
  return async (transaction: Transaction<Tables>, table: TableName, rows: Row[]): Promise<void> => {
    const [first] = rows
    const columns = Object.keys(first!)
    const key = `${table} ${rows.length}`
    const text = texts.get(key) ?? (transaction as unknown as Kysely<Record<string, Row>>).insertInto(table).values(rows).compile().sql
    texts.set(key, text)
    await transaction.executeQuery(CompiledQuery.raw(text, rows.flatMap(row => columns.map(column => row[column]!))))
  }
}
