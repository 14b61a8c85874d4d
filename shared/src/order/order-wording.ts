import type { Fulfilment } from './fulfilment.ts'
import type { OrderStatus, Progress } from './order-status.ts'

type Words = Pick<Progress, 'fulfilment' | 'fulfilmentStatus'>

/** How a status reads inside a sentence: "Your order is now …". */
const inWords = {
  pending: 'waiting for the shop',
  confirmed: 'confirmed',
  processing: 'being prepared',
  ready: 'ready for pickup',
  shipped: 'on its way',
  delivered: 'delivered',
  paid: 'paid',
  cancelled: 'cancelled',
} as const satisfies Record<OrderStatus, string>

/** A status inside a sentence, as a customer says it. */
export function statusInWords(status: OrderStatus, fulfilment: Fulfilment): string {
  return status === 'delivered' && fulfilment === 'pickup' ? 'picked up' : inWords[status]
}

/** A status as a heading. Payment names what the order is doing besides: "Paid, on its way". */
export function statusLabel(status: OrderStatus, order: Words): string {
  if (status === 'pending')
    return 'Order placed'
  const words = statusInWords(status, order.fulfilment)
  return status === 'paid' ? `Paid, ${statusInWords(order.fulfilmentStatus, order.fulfilment)}` : words[0]!.toUpperCase() + words.slice(1)
}

const descriptions = {
  pending: 'The shop has your order and will look at it soon.',
  confirmed: 'The shop has accepted your order.',
  processing: 'The shop is preparing your order.',
  ready: 'Your order is waiting for you at the shop.',
  shipped: 'Your order has left the shop.',
  delivered: 'Your order has arrived. Enjoy it!',
  cancelled: 'This order was cancelled.',
} as const satisfies Record<Exclude<OrderStatus, 'paid'>, string>

/** One sentence about where the order is now and what to expect. */
export function statusDescription(order: Progress): string {
  if (order.paymentStatus === 'refund_due')
    return 'This order was cancelled. The shop owes you a refund.'
  if (order.fulfilmentStatus === 'delivered' && order.fulfilment === 'pickup')
    return 'You have picked up your order. Enjoy it!'
  return descriptions[order.fulfilmentStatus]
}
