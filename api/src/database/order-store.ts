import type { OrderStatus } from '@orderbeat/shared'
import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { StoredOrder } from './order-rows.ts'
import type { Page, Place } from './page.ts'
import type { Tables } from './tables.ts'
import { chunks } from './chunks.ts'
import { composedOnce } from './composed-once.ts'
import { changingColumns, orderColumns, orderFromRow, placedColumns } from './order-rows.ts'
import { after, countUpTo, pageOf, totalOf } from './page.ts'
import { matches } from './search.ts'

/** What a customer narrows their history by. */
export interface HistoryFilter { status?: OrderStatus, q?: string }

/** Orders, one by one and as a customer's history. What belongs to a customer is asked for with the customer. */
export function createOrderStore(db: Kysely<Tables>) {
  /** An order by its id or by its number, which tills know. */
  const named = (idOrNumber: string) => db.selectFrom('orders').selectAll().where(builder => builder.or([builder('id', '=', idOrNumber), builder('number', '=', idOrNumber)]))

  const newestFirst = (orders: SelectQueryBuilder<Tables, 'orders', object>, most: number) =>
    orders.select(orderColumns).orderBy('placed_at', 'desc').orderBy('id', 'desc').limit(most)

  /** The page that is asked for most. */
  const newestOf = composedOnce(db, (customerId: string, most: number) => newestFirst(db.selectFrom('orders').where('customer_id', '=', customerId), most))

  return {
    async insert(order: StoredOrder, customerEmail: string): Promise<void> {
      await db.insertInto('orders').values({ ...placedColumns(order, customerEmail), ...changingColumns(order) }).execute()
    },

    async insertMany(orders: readonly { order: StoredOrder, customerEmail: string }[]): Promise<void> {
      for (const some of chunks(orders))
        await db.insertInto('orders').values(some.map(({ order, customerEmail }) => ({ ...placedColumns(order, customerEmail), ...changingColumns(order) }))).execute()
    },

    /** The currency of the orders there are; null without any. */
    async currency(): Promise<string | null> {
      const row = await db.selectFrom('orders').select('currency').limit(1).executeTakeFirst()
      return row?.currency ?? null
    },

    /** Those of `ids` that there are, by id. */
    async findMany(ids: readonly string[]): Promise<Map<string, StoredOrder>> {
      const rows = ids.length === 0 ? [] : await db.selectFrom('orders').selectAll().where('id', 'in', ids).execute()
      return new Map(rows.map(row => [row.id, orderFromRow(row)]))
    },

    /** Those of `numbers` that there are, by number. */
    async findNumbers(numbers: readonly string[]): Promise<Map<string, StoredOrder>> {
      const rows = numbers.length === 0 ? [] : await db.selectFrom('orders').selectAll().where('number', 'in', numbers).execute()
      return new Map(rows.map(row => [row.number, orderFromRow(row)]))
    },

    /** Writes the order if it still is at `version`. False when somebody was quicker. */
    async update(order: StoredOrder, version: number): Promise<boolean> {
      const written = await db.updateTable('orders')
        .set(changingColumns(order))
        .where('id', '=', order.id)
        .where('version', '=', version)
        .returning('id')
        .executeTakeFirst()
      return written !== undefined
    },

    async find(idOrNumber: string): Promise<StoredOrder | null> {
      const row = await named(idOrNumber).executeTakeFirst()
      return row === undefined ? null : orderFromRow(row)
    },

    /** Null for somebody else's order just as for none. */
    async findOf(customerId: string, idOrNumber: string): Promise<StoredOrder | null> {
      const row = await named(idOrNumber).where('customer_id', '=', customerId).executeTakeFirst()
      return row === undefined ? null : orderFromRow(row)
    },

    /** All orders by id, some at a time: those after the one with this id. */
    async listAll(after: string, limit: number): Promise<StoredOrder[]> {
      const rows = await db.selectFrom('orders').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute()
      return rows.map(orderFromRow)
    },

    /** All orders as they were placed, some at a time: those after a place. */
    async listPlaced(place: Place | null, limit: number): Promise<StoredOrder[]> {
      const rows = await db.selectFrom('orders').selectAll().$if(place !== null, query => query.where(builder => after(builder, ['placed_at', 'id'], 'asc', place!))).orderBy('placed_at').orderBy('id').limit(limit).execute()
      return rows.map(orderFromRow)
    },

    /** A customer's orders, newest first. */
    async listOf(customerId: string, filter: HistoryFilter, limit: number, place: Place | null): Promise<Page<StoredOrder>> {
      let matching = db.selectFrom('orders').where('customer_id', '=', customerId)
      if (filter.status !== undefined)
        matching = matching.where('status', '=', filter.status)
      if (filter.q !== undefined)
        matching = matching.where(builder => matches(builder, ['search_numbers', 'search_items'], filter.q!))
      const isNarrowed = filter.status !== undefined || filter.q !== undefined
      const rows = place === null && !isNarrowed
        ? await newestOf(customerId, limit + 1)
        : await newestFirst(matching.$if(place !== null, query => query.where(builder => after(builder, ['placed_at', 'id'], 'desc', place!))), limit + 1).execute()
      return pageOf(rows, limit, await totalOf(rows, limit, place === null, () => countUpTo(db, matching)), orderFromRow, row => ({ value: row.placed_at, id: row.id }))
    },
  }
}
