import type { Fulfilment, FulfilmentStatus, OrderStatus, PaymentStatus, StaffSort } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { StoredOrder } from './order-rows.ts'
import type { Page, Place } from './page.ts'
import type { OrdersTable, Tables } from './tables.ts'
import { orderFromRow } from './order-rows.ts'
import { after, countUpTo, pageOf } from './page.ts'
import { matches } from './search.ts'

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

/** The orders of all customers. */
export function createStaffOrderStore(db: Kysely<Tables>) {
  const matching = (filter: StaffFilter) => {
    let query = db.selectFrom('orders')
    if (filter.status !== undefined)
      query = query.where('status', 'in', filter.status)
    if (filter.fulfilmentStatus !== undefined)
      query = query.where('fulfilment_status', 'in', filter.fulfilmentStatus)
    if (filter.paymentStatus !== undefined)
      query = query.where('payment_status', 'in', filter.paymentStatus)
    if (filter.fulfilment !== undefined)
      query = query.where('fulfilment', '=', filter.fulfilment)
    if (filter.customerId !== undefined)
      query = query.where('customer_id', '=', filter.customerId)
    if (filter.since !== undefined)
      query = query.where('placed_at', '>=', filter.since)
    if (filter.until !== undefined)
      query = query.where('placed_at', '<', filter.until)
    if (filter.q !== undefined)
      query = query.where(builder => matches(builder, ['search_numbers', 'search_customer'], filter.q!))
    return query
  }

  return {
    async list(filter: StaffFilter, sort: StaffSort, limit: number, place: Place | null): Promise<Page<StoredOrder>> {
      const [column, direction] = sorts[sort]
      const rows = await matching(filter).selectAll().$if(place !== null, query => query.where(builder => after(builder, [column, 'id'], direction, place!))).orderBy(column, direction).orderBy('id', direction).limit(limit + 1).execute()
      return pageOf(rows, limit, await countUpTo(db, matching(filter)), orderFromRow, row => ({ value: row[column], id: row.id }))
    },
  }
}
