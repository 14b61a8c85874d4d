import type { Order } from '@orderbeat/shared'
import { isOver } from '@orderbeat/shared'

const hour = 60 * 60 * 1000

/** How long an open order has been waiting since it last moved: `long` from 4 hours, `very-long` from a day. */
export function waitingOf(order: Pick<Order, 'updatedAt' | 'fulfilmentStatus' | 'paymentStatus'>, now: number): 'short' | 'long' | 'very-long' | null {
  if (isOver(order))
    return null
  const waited = now - Date.parse(order.updatedAt)
  return waited >= 24 * hour ? 'very-long' : waited >= 4 * hour ? 'long' : 'short'
}
