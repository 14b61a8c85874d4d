import type { Mover, Order, OrderAction, OrderTracking, TimelineEntry } from '@orderbeat/shared'
import type { StoredEvent } from '../database/event-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import type { Receipt } from '../database/receipt-store.ts'
import { orderStatuses, refusalOf, statusInfoOf, stepsOf } from '@orderbeat/shared'
import { isInternal } from '../notifications/notifications-of.ts'

/** An order as its customer sees it. */
export function customerView(order: StoredOrder): Order {
  return viewOf(order, [action(order, 'cancel', 'cancelled', 'customer')])
}

/**
 * An order as staff see it, with every status that could be written and why others cannot.
 * `receipt` is what the customer's screen has last got of it.
 */
export function staffView(order: StoredOrder, undoSeconds: number, receipt?: Receipt): Order {
  return {
    ...viewOf(order, orderStatuses
      .filter(status => status !== 'pending' && status !== order.status)
      .map(status => action(order, status, status, 'staff'))),
    undoUntil: order.undoableFrom === null ? null : new Date(Date.parse(order.undoableFrom) + undoSeconds * 1000).toISOString(),
    seenByCustomerAt: receipt?.version === order.version ? new Date(receipt.seenAt).toISOString() : null,
  }
}

function action(order: StoredOrder, name: string, to: OrderStatusName, mover: Mover): OrderAction {
  const reason = refusalOf(order, to, mover)
  return reason === null ? { action: name, allowed: true } : { action: name, allowed: false, reason }
}

type OrderStatusName = StoredOrder['status']

/** Member by member: spreading every order of every page would take longer than reading it. */
function viewOf(order: StoredOrder, actions: OrderAction[]): Order {
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    fulfilmentStatus: order.fulfilmentStatus,
    paymentStatus: order.paymentStatus,
    statusInfo: statusInfoOf(order),
    version: order.version,
    fulfilment: order.fulfilment,
    customer: { id: order.customerId, name: order.customerName },
    items: order.items,
    currency: order.currency,
    subtotal: order.subtotal,
    discount: order.discount,
    total: order.total,
    paymentMethod: order.paymentMethod,
    address: order.address,
    note: order.note,
    trackingNumber: order.trackingNumber,
    trackingUrl: order.trackingUrl,
    estimatedDelivery: order.estimatedDelivery,
    placedAt: order.placedAt,
    updatedAt: order.updatedAt,
    milestones: order.milestones as Record<string, string>,
    actions,
  }
}

/** Where an order is: what a tracker draws. */
export function trackingView(order: StoredOrder): OrderTracking {
  const { id, number, status, trackingNumber, trackingUrl, estimatedDelivery, updatedAt, version } = order
  return { orderId: id, number, status, statusInfo: statusInfoOf(order), steps: stepsOf(order), trackingNumber, trackingUrl, estimatedDelivery, updatedAt, version }
}

/** An answer with what decides for how long it is worth polls, which is no part of what is sent. */
export type Polled<View> = View & Pick<StoredOrder, 'undoableFrom'>

/** The life of an order as its customer may know it: without internal comments, and without who in the shop it was. */
export function customerTimeline(events: StoredEvent[]): TimelineEntry[] {
  return events.filter(event => !isInternal(event)).map(publicEntry)
}

/** The whole life of an order, for staff. */
export function staffTimeline(events: StoredEvent[]): TimelineEntry[] {
  return events.map(event => ({ ...publicEntry(event), comment: event.comment, actor: event.actor }))
}

function publicEntry(event: StoredEvent): TimelineEntry {
  const { id, version, type, from, to, changed, customerComment, at } = event
  return { id, version, type, from, to, changed, customerComment, at }
}
