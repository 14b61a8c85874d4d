import type { Order } from '@orderbeat/shared'
import { formatMoney, staffStatusLabel } from '@orderbeat/shared'
import { exactTime } from '../formats/time.ts'

/** One difference between what a member of staff looked at and what an order is now. */
export interface OrderChange { label: string, from: string, to: string }

/** The payment of an order in words, for staff. */
export const paymentWords = { unpaid: 'Unpaid', paid: 'Paid', refund_due: 'Refund due' } as const satisfies Record<Order['paymentStatus'], string>

/** What became different between two versions of an order, in words. */
export function changesBetween(before: Order, after: Order): OrderChange[] {
  const facts = [factsOf(before), factsOf(after)] as const
  return Object.keys(facts[0])
    .map(label => ({ label, from: facts[0][label]!, to: facts[1][label]! }))
    .filter(({ from, to }) => from !== to)
}

function factsOf(order: Order): Record<string, string> {
  return {
    'Status': staffStatusLabel(order.status),
    'Payment': paymentWords[order.paymentStatus],
    'Discount': formatMoney(order.discount, order.currency),
    'Tracking number': order.trackingNumber ?? 'none',
    'Tracking link': order.trackingUrl ?? 'none',
    'Estimated delivery': order.estimatedDelivery === null ? 'none' : exactTime(order.estimatedDelivery),
  }
}
