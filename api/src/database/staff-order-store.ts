import type { Fulfilment, FulfilmentStatus, OrderStatus, PaymentStatus, StaffSort } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { WordIndex } from './engine.ts'
import type { StoredOrder } from './order-rows.ts'
import type { Page, Place } from './page.ts'
import type { OrdersTable, Tables } from './tables.ts'
import { sql } from 'kysely'
import { orderFromRow } from './order-rows.ts'
import { after, countUpTo, pageOf } from './page.ts'
import { matches, wordsOf } from './search.ts'

/** What staff narrow the list of all orders by. Instants in milliseconds, `until` exclusive. */
export interface StaffFilter {
  status?: OrderStatus[]
  fulfilmentStatus?: FulfilmentStatus[]
  paymentStatus?: PaymentStatus[]
  fulfilment?: Fulfilment
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

/** So many orders are looked up one by one. */
const few = 2000

/** Orders of the same millisecond that the end of a page may fall among. */
const ties = 50

/** The orders of all customers. */
export function createStaffOrderStore(db: Kysely<Tables>, words: WordIndex) {
  /**
   * `common`: so many orders match that they are soon met along the order of the page, while reading them all to sort
   * them would take long. An expression in place of the column keeps the planner from doing that.
   */
  const narrowed = (filter: StaffFilter, common = false) => {
    const text = (column: 'status' | 'fulfilment_status' | 'payment_status' | 'fulfilment') => common ? sql<string>`${sql.ref(column)} || ''` : sql.ref<string>(column)
    let query = db.selectFrom('orders')
    if (filter.status !== undefined)
      query = query.where(text('status'), 'in', filter.status)
    if (filter.fulfilmentStatus !== undefined)
      query = query.where(text('fulfilment_status'), 'in', filter.fulfilmentStatus)
    if (filter.paymentStatus !== undefined)
      query = query.where(text('payment_status'), 'in', filter.paymentStatus)
    if (filter.fulfilment !== undefined)
      query = query.where(text('fulfilment'), '=', filter.fulfilment)
    if (filter.customerId !== undefined)
      query = query.where('customer_id', '=', filter.customerId)
    if (filter.since !== undefined)
      query = query.where('placed_at', '>=', filter.since)
    if (filter.until !== undefined)
      query = query.where('placed_at', '<', filter.until)
    return query
  }
  type Narrowed = ReturnType<typeof narrowed>

  const page = async (query: Narrowed, sort: StaffSort, limit: number, place: Place | null) => {
    const [column, direction] = sorts[sort]
    return query.selectAll().$if(place !== null, rest => rest.where(builder => after(builder, [column, 'id'], direction, place!))).orderBy(column, direction).orderBy('id', direction).limit(limit + 1).execute()
  }

  const narrow = async (filter: StaffFilter, sort: StaffSort, limit: number, place: Place | null) => {
    const total = await countUpTo(db, narrowed(filter))
    return { rows: await page(narrowed(filter, total === null && sorts[sort][0] !== 'placed_at'), sort, limit, place), total }
  }

  /**
   * What is found by few orders is looked up by their ids. What is common is read in the order of placing, no further than the
   * page, or found along the way through another order, where it comes soon because it is common; nobody waits to have it counted.
   */
  const find = async (filter: StaffFilter, sort: StaffSort, limit: number, place: Place | null) => {
    const asked = wordsOf(filter.q!)
    if (asked.length === 0)
      return { rows: [], total: 0 }
    const found = words.matches(searched, asked)
    const { q: _, ...others } = filter
    const amongThem = narrowed(others).where('id', 'in', sql<string>`(${found})`)
    if (await countUpTo(db, found, few) !== null)
      return { rows: await page(amongThem, sort, limit, place), total: await countUpTo(db, amongThem) }
    const [column, direction] = sorts[sort]
    if (column !== 'placed_at' || Object.keys(others).length > 0)
      return { rows: await page(narrowed(others).where(builder => matches(builder, ['search_numbers', 'search_customer'], filter.q!)), sort, limit, place), total: null }
    const first = words.first(searched, asked, direction, place?.value ?? null, limit + ties)
    return { rows: await page(narrowed({}).where('id', 'in', sql<string>`(${first})`), sort, limit, place), total: await countUpTo(db, found) }
  }

  return {
    async list(filter: StaffFilter, sort: StaffSort, limit: number, place: Place | null): Promise<Page<StoredOrder>> {
      const { rows, total } = await (filter.q === undefined ? narrow : find)(filter, sort, limit, place)
      return pageOf(rows, limit, total, orderFromRow, row => ({ value: row[sorts[sort][0]], id: row.id }))
    },
  }
}
