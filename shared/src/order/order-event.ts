import type { OrderStatus, Tone } from './order-status.ts'
import { orderStatuses, toneOf } from './order-status.ts'

/** The event that a move to `status` is stored as. A placed order is created rather than "pending". */
export function eventTypeOf(status: OrderStatus): OrderEventType {
  return status === 'pending' ? 'order.created' : `order.${status}`
}

export type OrderEventType = 'order.created' | 'order.updated' | 'order.reverted' | `order.${Exclude<OrderStatus, 'pending'>}`

/** Every event type: one a status, one for any other change, one for an undo. */
export const orderEventTypes: OrderEventType[] = [...orderStatuses.map(eventTypeOf), 'order.updated', 'order.reverted']

/** The colour in which an event is told. */
export function eventTone(type: OrderEventType): Tone {
  const status = orderStatuses.find(candidate => eventTypeOf(candidate) === type)
  return status === undefined ? 'info' : toneOf(status)
}

/** The members of an order that staff can change beside its status. */
export const changeableFields = ['discount', 'trackingNumber', 'trackingUrl', 'estimatedDelivery'] as const
export type ChangeableField = (typeof changeableFields)[number]

/** What changed beside the status. Amounts in minor units, instants as ISO 8601; `reason` belongs to a discount. */
export type Changes = { [field in ChangeableField]?: { from: string | number | null, to: string | number | null, reason?: string } }
