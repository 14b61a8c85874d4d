import type { Notification, Told } from '@orderbeat/shared'
import { shallowRef } from 'vue'
import { money } from '../formats/money.ts'
import { statusInSentence } from '../orders/order-says.ts'
import { notificationWords } from './notification-words.ts'

type Teller = (notification: Notification) => Told

/** How people who work here are told: it comes with what only they load, and until then the API's own words do. */
export const staffTeller = shallowRef<Teller>()

/** A stored notification in the reader's language, made anew from its type and what it is about. */
export function tell(notification: Notification): Told {
  const { title, body, data } = notification
  if (data.order === undefined)
    return { title, body }
  // Who did it is told to those who work here only.
  return data.actor === undefined ? tellCustomer(notification) : staffTeller.value?.(notification) ?? { title, body }
}

function tellCustomer(notification: Notification): Told {
  const { data: { to, order, customerComment } } = notification
  const refund = to === 'cancelled' && order!.paymentStatus === 'refund_due' ? notificationWords.refund : null
  return { title: titleOf(notification), body: [...changesOf(notification), refund, customerComment].filter(Boolean).join(' ') }
}

function titleOf({ type, orderNumber, data: { to, order } }: Notification): string {
  if (type === 'order.reverted')
    return notificationWords.reverted(orderNumber, statusInSentence(to!, order!.fulfilment))
  const pickedUp = type === 'order.delivered' && order!.fulfilment === 'pickup'
  return pickedUp ? notificationWords.pickedUp(orderNumber) : notificationWords.told[type](orderNumber)
}

function changesOf({ data: { changed, order } }: Notification): (string | false | undefined)[] {
  const { discount, trackingNumber, trackingUrl, estimatedDelivery } = changed
  const inMoney = (amount: number) => money(amount, order!.currency)
  const total = inMoney(order!.total)
  const words = notificationWords
  return [
    discount && (Number(discount.to) > 0 ? words.discount(inMoney(Number(discount.to)), total) : words.discountGone(total)),
    trackingNumber?.to != null ? words.tracking(String(trackingNumber.to)) : trackingUrl?.to != null && words.link,
    estimatedDelivery && (estimatedDelivery.to === null ? words.noEstimate : words.newEstimate),
  ]
}
