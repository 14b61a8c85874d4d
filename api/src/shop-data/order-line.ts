import type { Actor, Changes } from '@orderbeat/shared'
import type { StoredEvent } from '../database/event-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import type { By, HistoryEntry, OrderLine } from './line-schemas.ts'
import { hash } from 'node:crypto'

/** What has happened to an order, as far as a line tells it. */
export type Told = Pick<StoredEvent, 'type' | 'to' | 'changed' | 'comment' | 'customerComment' | 'actor' | 'at'>

/** An order with its life as a line. Orders that are the same make the same line, in whatever shop they are. */
export function orderLine(order: StoredOrder, [placing, ...later]: readonly Told[], customerEmail: string): OrderLine {
  const { number, customerId, customerName, placedAt, fulfilment, paymentMethod, currency, items, address, note } = order
  return {
    type: 'order',
    number,
    customer: customerEmail,
    customerName,
    placedAt,
    ...(placing!.actor.id === customerId ? {} : { by: byOf(placing!.actor, customerId) }),
    fulfilment,
    paymentMethod,
    currency,
    items: items.map(({ sku, name, quantity, unitPrice }) => ({ sku, name, quantity, unitPrice })),
    address,
    note,
    history: later.map(told => entryOf(told, customerId)),
  }
}

/** Tells whether two lines are of the same order. */
export function fingerprintOf(line: OrderLine): string {
  return hash('sha256', JSON.stringify(line), 'base64url')
}

function byOf({ kind, id, name }: Actor, customerId: string): By {
  return id === customerId ? { kind, name } : { kind, id, name }
}

function entryOf({ type, to, changed, comment, customerComment, actor, at }: Told, customerId: string): HistoryEntry {
  const takenBack = type === 'order.reverted'
  return {
    at,
    by: byOf(actor, customerId),
    ...(takenBack ? { takenBack } : to === null ? {} : { status: to }),
    ...valuesOf(changed),
    ...(comment === null ? {} : { comment }),
    ...(customerComment === null ? {} : { customerComment }),
  }
}

function valuesOf({ discount, ...others }: Changes): Partial<HistoryEntry> {
  return {
    ...(discount === undefined ? {} : { discount: { amount: Number(discount.to), reason: discount.reason ?? '' } }),
    ...Object.fromEntries(Object.entries(others).map(([field, change]) => [field, change.to])),
  }
}
