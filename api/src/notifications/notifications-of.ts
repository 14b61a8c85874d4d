import type { ToldEvent } from '@orderbeat/shared'
import type { StoredEvent } from '../database/event-store.ts'
import type { StoredNotification } from '../database/notification-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import { eventTone, tellCustomer, tellStaff } from '@orderbeat/shared'
import { customerReader, staffReader } from '../orders/readers.ts'

/**
 * Who is told of an event, and in which words: staff of everything, the customer of everything but the order they placed
 * themselves. What only staff can see (an internal comment) is told to nobody.
 */
export function notificationsOf(order: StoredOrder, event: StoredEvent, newId: () => string): StoredNotification[] {
  if (isInternal(event))
    return []
  const told = toldEvent(order, event)
  const common = {
    eventId: event.id,
    changeNumber: event.changeNumber,
    type: event.type,
    tone: eventTone(event.type),
    orderId: order.id,
    orderNumber: order.number,
    createdAt: event.at,
  }
  const { from, to, changed, customerComment, order: { number: _, ...shown } } = told
  const data = { from, to, changed, customerComment, order: shown }
  const forStaff = { ...common, id: newId(), reader: staffReader, ...tellStaff(told), data: { ...data, actor: event.actor } }
  if (event.type === 'order.created')
    return [forStaff]
  return [{ ...common, id: newId(), reader: customerReader(order.customerId), ...tellCustomer(told), data }, forStaff]
}

/** Nothing of the event can be seen by the customer. */
export function isInternal(event: Pick<StoredEvent, 'type' | 'changed' | 'customerComment'>): boolean {
  return event.type === 'order.updated' && Object.keys(event.changed).length === 0 && event.customerComment === null
}

function toldEvent(order: StoredOrder, event: StoredEvent): ToldEvent {
  const { type, from, to, changed, customerComment, actor } = event
  const { number, fulfilment, currency, total, customerName, paymentStatus } = order
  return { type, from, to, changed, customerComment, actor, order: { number, fulfilment, currency, total, customerName, paymentStatus } }
}
