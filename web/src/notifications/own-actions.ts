import type { Notification, OrderEventType } from '@orderbeat/shared'

const own = new Set<string>()

/**
 * Says that this person does something here: they know, so its notification is no news to them.
 * @returns takes it back, for when it did not work
 */
export function ownAction(orderId: string, type: OrderEventType): () => void {
  const action = `${orderId} ${type}`
  own.add(action)
  return () => own.delete(action)
}

/** Whether a notification tells of what was done here. Each action answers for one notification. */
export function isOwnAction({ orderId, orderNumber, type }: Pick<Notification, 'orderId' | 'orderNumber' | 'type'>): boolean {
  return own.delete(`${orderId} ${type}`) || own.delete(`${orderNumber} ${type}`)
}
