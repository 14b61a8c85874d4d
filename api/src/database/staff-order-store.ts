import type { StaffSort } from '@orderbeat/shared'
import type { Kysely, RawBuilder, SelectQueryBuilder } from 'kysely'
import type { WordIndex } from './engine.ts'
import type { StoredOrder } from './order-rows.ts'
import type { StateFilter } from './order-states.ts'
import type { Page, Place } from './page.ts'
import type { Span } from './placed-months.ts'
import type { OrdersTable, Tables } from './tables.ts'
import { sql } from 'kysely'
import { orderColumns, orderFromRow } from './order-rows.ts'
import { statesOf } from './order-states.ts'
import { after, countUpTo, pageOf } from './page.ts'
import { placedMonth, spanOf } from './placed-months.ts'
import { matches, wordsOf } from './search.ts'

/** What staff narrow the list of all orders by. Instants in milliseconds, `until` exclusive. */
export interface StaffFilter extends StateFilter {
  q?: string
  since?: number
  until?: number
  customerId?: string
}

const sorts = {
  '-placedAt': ['placed_at', 'desc'],
  'placedAt': ['placed_at', 'asc'],
  '-updatedAt': ['updated_at', 'desc'],
  '-total': ['total', 'desc'],
} as const satisfies Record<StaffSort, readonly [keyof OrdersTable, 'asc' | 'desc']>

/** What staff search by. */
const searched = ['numbers', 'customer'] as const
const searchedColumns = ['search_numbers', 'search_customer'] as const

/** So many orders are looked up one by one. */
const few = 2000

/** Orders of the same millisecond that the end of a page may fall among. */
const ties = 50

type Orders = SelectQueryBuilder<Tables, 'orders', object>

/** A part of a list: from `place` on, or from its beginning. */
interface Part { sort: StaffSort, limit: number, place: Place | null }

/**
 * How the orders of a page are met: `walk` along the order of the page, which is soon done when many match; `gather` all that
 * match and sort them, which is soon done when they are few; or a span, whose months are walked and put together. Statistics
 * do not tell an engine which, counting does.
 */
type Way = 'walk' | 'gather' | Span

/** The orders of all customers. */
export function createStaffOrderStore(db: Kysely<Tables>, words: WordIndex) {
  /** An expression in place of a column keeps the engine from taking its index. */
  const hidden = (column: 'placed_at' | 'updated_at' | 'total') => sql<number>`+${sql.ref(column)}`

  const within = ({ since, until, customerId }: StaffFilter, placedAt: RawBuilder<number> = sql.ref('placed_at')): Orders => {
    let query: Orders = db.selectFrom('orders')
    if (customerId !== undefined)
      query = query.where('customer_id', '=', customerId)
    if (since !== undefined)
      query = query.where(placedAt, '>=', since)
    if (until !== undefined)
      query = query.where(placedAt, '<', until)
    return query
  }

  const inStates = (query: Orders, states: string[] | null, state: RawBuilder<string> = sql.ref('state')) =>
    states === null ? query : query.where(state, 'in', states)

  const placedAt = async (edge: 'min' | 'max') => (await db.selectFrom('orders').select(({ fn }) => fn[edge]('placed_at').as('at')).executeTakeFirst())?.at ?? 0

  const rowsOf = (ids: RawBuilder<unknown>, { sort, limit, place }: Part, narrowed: Orders = db.selectFrom('orders')) => {
    const [column, direction] = sorts[sort]
    return narrowed.where('id', 'in', sql<string>`(${ids})`)
      .$if(place !== null, query => query.where(builder => after(builder, [column, 'id'], direction, place!)))
      .select(orderColumns)
      .orderBy(hidden(column), direction)
      .orderBy('id', direction)
      .limit(limit + 1)
      .execute()
  }

  /** Lists that an index has in the order of the page, or that are short: of each state, or of each month. */
  const lists = (filter: StaffFilter, states: string[] | null, column: keyof OrdersTable, way: Way): { orders: Orders, walked: boolean }[] => {
    if (typeof way === 'object') {
      const ofMonth = (month: number) => db.selectFrom('orders').where(placedMonth, '=', month)
      return [
        ...way.months.map(month => ({ orders: inStates(ofMonth(month), states, sql`state || ''`), walked: true })),
        ...way.around.map(span => ({ orders: inStates(within(span), states), walked: false })),
      ]
    }
    const walked = way === 'walk'
    const all = within(filter, walked && column !== 'placed_at' ? hidden('placed_at') : undefined)
    return (states ?? [null]).map(state => ({ orders: inStates(all, state === null ? null : [state]), walked }))
  }

  /** The page as a part of the first pages of such lists. */
  const merged = (filter: StaffFilter, states: string[] | null, part: Part, way: Way) => {
    const { sort, limit, place } = part
    const [column, direction] = sorts[sort]
    const firstOf = ({ orders, walked }: { orders: Orders, walked: boolean }) => {
      const value = walked ? sql.ref(column) : hidden(column)
      const rows = orders
        .$if(filter.q !== undefined, found => found.where(builder => matches(builder, searchedColumns, filter.q!)))
        .$if(place !== null, rest => rest.where(builder => after(builder, [column, 'id'], direction, place!)))
      return sql`select * from ${rows.select(['id', value.as('value')]).orderBy(value, direction).orderBy('id', direction).limit(limit + 1)} as part`
    }
    const parts = sql.join(lists(filter, states, column, way).map(firstOf), sql` union all `)
    return rowsOf(sql`select id from (${parts}) as parts order by ${sql.raw(`value ${direction}, id ${direction}`)} limit ${limit + 1}`, part)
  }

  /** Which way to a sorted part of a span of time. */
  const wayOf = async (filter: StaffFilter, sort: StaffSort, total: number | null): Promise<Way> => {
    const [column] = sorts[sort]
    if (filter.customerId !== undefined)
      return 'gather'
    if (column === 'placed_at' || (filter.since === undefined && filter.until === undefined))
      return 'walk'
    if (total !== null)
      return 'gather'
    if (column === 'total' || filter.until === undefined)
      return 'walk'
    return spanOf(filter.since ?? await placedAt('min'), Math.min(filter.until, await placedAt('max') + 1)) ?? 'gather'
  }

  const narrow = async (filter: StaffFilter, part: Part) => {
    const states = await statesOf(db, filter)
    if (states?.length === 0)
      return { rows: [], total: 0 }
    const total = await countUpTo(db, inStates(within(filter), states))
    return { rows: await merged(filter, states, part, await wayOf(filter, part.sort, total)), total }
  }

  /** The first of the words that few orders have together, or all of them when many have: an address ends as many others do. */
  const tellingWords = async (asked: string[]): Promise<{ telling: string[], rare: boolean }> => {
    for (let count = 1; count <= asked.length; count++) {
      const telling = asked.slice(0, count)
      if (await countUpTo(db, words.matches(searched, telling), few) !== null)
        return { telling, rare: true }
    }
    return { telling: asked, rare: false }
  }

  /**
   * What is found by few orders is looked up by their ids. What is common is read in the order of placing, no further than the
   * page, or found along the way through another order, where it comes soon because it is common; nobody waits to have it counted.
   */
  const find = async (filter: StaffFilter, part: Part) => {
    const asked = wordsOf(filter.q!)
    const states = await statesOf(db, filter)
    if (asked.length === 0 || states?.length === 0)
      return { rows: [], total: 0 }
    const { telling, rare } = await tellingWords(asked)
    if (rare) {
      const among = inStates(within(filter, hidden('placed_at')), states).where(builder => matches(builder, searchedColumns, filter.q!))
      const ids = words.matches(searched, telling)
      return { rows: await rowsOf(ids, part, among), total: await countUpTo(db, among.where('id', 'in', sql<string>`(${ids})`)) }
    }
    const { q: _, ...others } = filter
    if (sorts[part.sort][0] !== 'placed_at' || Object.keys(others).length > 0)
      return { rows: await merged(filter, states, part, await wayOf(filter, part.sort, null)), total: null }
    const first = words.first(searched, asked, sorts[part.sort][1], part.place?.value ?? null, part.limit + ties)
    return { rows: await rowsOf(first, part), total: await countUpTo(db, words.matches(searched, asked)) }
  }

  return {
    async list(filter: StaffFilter, sort: StaffSort, limit: number, place: Place | null): Promise<Page<StoredOrder>> {
      const { rows, total } = await (filter.q === undefined ? narrow : find)(filter, { sort, limit, place })
      return pageOf(rows, limit, total, orderFromRow, row => ({ value: row[sorts[sort][0]], id: row.id }))
    },
  }
}
