import type { Fulfilment, FulfilmentStatus, OrderStatus, OrderTracking, PaymentMethod, Progress } from '@orderbeat/shared'
import { orderPageWords } from './order-page-words.ts'
import { orderWords } from './order-words.ts'

/** A status inside a sentence, as a customer says it: "on its way". */
export function statusInSentence(status: OrderStatus, fulfilment: Fulfilment): string {
  return orderWords.inWords[status === 'delivered' && fulfilment === 'pickup' ? 'pickedUp' : status]
}

/** A status standing alone: "On its way". */
export function statusAlone(status: OrderStatus, fulfilment: Fulfilment): string {
  const words = statusInSentence(status, fulfilment)
  return words[0]!.toLocaleUpperCase() + words.slice(1)
}

/** A station of the rail. */
export function stationLabel(status: FulfilmentStatus, fulfilment: Fulfilment): string {
  return status === 'pending' ? orderWords.placed : statusAlone(status, fulfilment)
}

/** A status as a heading. Payment names what the order is doing besides: "Paid, on its way". */
export function headlineOf({ status, fulfilmentStatus, fulfilment }: Pick<Progress, 'status' | 'fulfilmentStatus' | 'fulfilment'>): string {
  return status === 'paid' ? orderWords.paidAnd(statusInSentence(fulfilmentStatus, fulfilment)) : stationLabel(status, fulfilment)
}

export function headlineOfTracking({ status, steps }: Pick<OrderTracking, 'status' | 'steps'>): string {
  return headlineOf({ status, fulfilmentStatus: reachedIn(steps)?.status ?? 'pending', fulfilment: wayOf(steps) })
}

/** Delivery or pickup, as the stations tell. */
export function wayOf(steps: OrderTracking['steps']): Fulfilment {
  return steps.some(step => step.status === 'ready') ? 'pickup' : 'delivery'
}

/** The last station that was reached. */
export function reachedIn(steps: OrderTracking['steps']): OrderTracking['steps'][number] | undefined {
  return steps.findLast(step => step.at !== undefined)
}

/** One sentence about where the order is now and what to expect. */
export function descriptionOf({ fulfilmentStatus, fulfilment, paymentStatus }: Pick<Progress, 'fulfilmentStatus' | 'fulfilment' | 'paymentStatus'>): string {
  if (paymentStatus === 'refund_due')
    return orderWords.about.refund
  return orderWords.about[fulfilmentStatus === 'delivered' && fulfilment === 'pickup' ? 'pickedUp' : fulfilmentStatus]
}

/** Why its customer cannot cancel an order; null when they can. The rule is the API's, the words are ours. */
export function whyNotCancel(order: Pick<Progress, 'status' | 'fulfilmentStatus'>): string {
  const { refusals } = orderPageWords
  if (order.fulfilmentStatus === 'cancelled' || order.fulfilmentStatus === 'delivered')
    return refusals[order.fulfilmentStatus]
  return order.status === 'paid' ? refusals.paid : refusals.started
}

export function paymentMethodName(method: PaymentMethod, fulfilment: Fulfilment): string {
  return orderPageWords.methods[method === 'cash_on_delivery' && fulfilment === 'pickup' ? 'cash_on_pickup' : method]
}
