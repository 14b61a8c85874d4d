import type { Kysely } from 'kysely'
import type { TableName } from './shop-tables.ts'
import type { Tables } from './tables.ts'
import { sql } from 'kysely'
import { shopTables, tableNames } from './shop-tables.ts'

/** A row as both engines have it. */
export type Row = Record<string, string | number | null>

/** The values of a row's key: where reading goes on after it. */
export type RowKey = (string | number)[]

/** So many rows are read, and written, at a time. */
const page = 500

export type TableRows = ReturnType<typeof createTableRows>

/** Reads whole tables, of which only a page is in memory. */
export function createTableRows(db: Kysely<Tables>) {
  const rows = db as unknown as Kysely<Record<string, Row>>

  const read = async (table: TableName, after: RowKey | null): Promise<Row[]> => {
    const key = shopTables[table] as readonly string[]
    let query = rows.selectFrom(table).selectAll().limit(page)
    for (const column of key)
      query = query.orderBy(column)
    if (after !== null)
      query = query.where(sql<boolean>`(${sql.join(key.map(column => sql.ref(column)))}) > (${sql.join(after)})`)
    return await query.execute()
  }

  return {
    tables: tableNames,

    async count(table: TableName): Promise<number> {
      const { n } = await rows.selectFrom(table).select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
      return n
    },

    /** All rows by their key, or those after one. */
    async* pages(table: TableName, after: RowKey | null = null): AsyncGenerator<{ rows: Row[], last: RowKey }> {
      for (let key = after; ;) {
        const found = await read(table, key)
        if (found.length === 0)
          return
        key = shopTables[table].map(column => found.at(-1)![column] as string | number)
        yield { rows: found, last: key }
      }
    },
  }
}
