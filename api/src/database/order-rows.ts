import type { Milestones, OrderItem, PaymentMethod, Progress } from '@orderbeat/shared'
import type { Selectable } from 'kysely'
import type { OrdersTable } from './tables.ts'
import { stateOf } from './order-states.ts'
import { searchable } from './search.ts'

/** An order as it is kept. Instants are ISO 8601 here, as the status rules and the contract have them. */
export interface StoredOrder extends Progress {
  id: string
  number: string
  customerId: string
  customerName: string
  version: number
  items: OrderItem[]
  currency: string
  subtotal: number
  discount: number
  total: number
  paymentMethod: PaymentMethod
  address: string | null
  note: string | null
  trackingNumber: string | null
  trackingUrl: string | null
  estimatedDelivery: string | null
  placedAt: string
  updatedAt: string
  /** When the newest status change was made, if staff may take it back. */
  undoableFrom: string | null
}

/** What of a row an order is made of. Lists leave out what is there to be searched, which is the longest of it. */
export const orderColumns = [
  'id',
  'number',
  'customer_id',
  'customer_name',
  'status',
  'fulfilment_status',
  'payment_status',
  'version',
  'fulfilment',
  'payment_method',
  'items',
  'currency',
  'subtotal',
  'discount',
  'total',
  'address',
  'note',
  'tracking_number',
  'tracking_url',
  'estimated_delivery',
  'milestones',
  'placed_at',
  'updated_at',
  'undoable_from',
] as const satisfies (keyof OrdersTable)[]

export function orderFromRow(row: Pick<Selectable<OrdersTable>, (typeof orderColumns)[number]>): StoredOrder {
  return {
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    customerName: row.customer_name,
    status: row.status,
    fulfilmentStatus: row.fulfilment_status,
    paymentStatus: row.payment_status,
    version: row.version,
    fulfilment: row.fulfilment,
    paymentMethod: row.payment_method,
    items: JSON.parse(row.items) as OrderItem[],
    currency: row.currency,
    subtotal: row.subtotal,
    discount: row.discount,
    total: row.total,
    address: row.address,
    note: row.note,
    trackingNumber: row.tracking_number,
    trackingUrl: row.tracking_url,
    estimatedDelivery: row.estimated_delivery === null ? null : instant(row.estimated_delivery),
    milestones: JSON.parse(row.milestones) as Milestones,
    placedAt: instant(row.placed_at),
    updatedAt: instant(row.updated_at),
    undoableFrom: row.undoable_from === null ? null : instant(row.undoable_from),
  }
}

export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

export function milliseconds(at: string): number {
  return Date.parse(at)
}

/** What of an order never changes after it was placed. The email is only searched by, never answered. */
export function placedColumns(order: StoredOrder, customerEmail: string) {
  return {
    id: order.id,
    number: order.number,
    customer_id: order.customerId,
    customer_name: order.customerName,
    fulfilment: order.fulfilment,
    payment_method: order.paymentMethod,
    items: JSON.stringify(order.items),
    currency: order.currency,
    subtotal: order.subtotal,
    address: order.address,
    note: order.note,
    placed_at: milliseconds(order.placedAt),
    search_customer: searchable(order.customerName, customerEmail),
    search_items: searchable(...order.items.map(item => item.name)),
  }
}

/** What every change writes. */
export function changingColumns(order: StoredOrder) {
  return {
    status: order.status,
    fulfilment_status: order.fulfilmentStatus,
    payment_status: order.paymentStatus,
    state: stateOf(order),
    version: order.version,
    discount: order.discount,
    total: order.total,
    tracking_number: order.trackingNumber,
    tracking_url: order.trackingUrl,
    estimated_delivery: order.estimatedDelivery === null ? null : milliseconds(order.estimatedDelivery),
    milestones: JSON.stringify(order.milestones),
    updated_at: milliseconds(order.updatedAt),
    undoable_from: order.undoableFrom === null ? null : milliseconds(order.undoableFrom),
    search_numbers: searchable(order.number, order.trackingNumber),
  }
}
