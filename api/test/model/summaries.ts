import type { Order } from '@orderbeat/shared'
import type { ModelOrder } from './shop-model.ts'
import { highest, payment } from './shop-model.ts'

/** What the model knows of an order. */
export function summaryOf({ number, status, fulfilmentStatus, paymentStatus, version, milestones, total, trackingNumber }: Order) {
  return { number, status, fulfilmentStatus, paymentStatus, version, milestones, total, trackingNumber }
}

export function expectedSummary(order: ModelOrder) {
  const { number, status, version, subtotal, discount, tracking } = order
  return {
    number,
    status,
    fulfilmentStatus: highest(order),
    paymentStatus: payment(order),
    version,
    milestones: Object.fromEntries([...order.reached].map(([milestone, at]) => [milestone, new Date(at).toISOString()])),
    total: subtotal - discount,
    trackingNumber: tracking,
  }
}
