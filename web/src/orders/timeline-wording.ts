import type { Fulfilment, TimelineEntry } from '@orderbeat/shared'
import { money } from '../formats/money.ts'
import { exactTimes } from '../formats/shop-time.ts'
import { orderPageWords } from './order-page-words.ts'
import { statusAlone, statusInSentence } from './order-says.ts'
import { orderWords } from './order-words.ts'

/** What happened, as the heading of a line: "On its way", "Details changed". Staff, who see who it was, read the status. */
export function eventHeading(entry: Pick<TimelineEntry, 'type' | 'to' | 'actor'>, fulfilment: Fulfilment): string {
  if (entry.type === 'order.created')
    return orderWords.placed
  if (entry.type === 'order.updated' || entry.to === null)
    return orderPageWords.detailsChanged
  const corrected = entry.type === 'order.reverted'
  if (entry.actor) {
    const status = orderPageWords.statuses[entry.to]
    return corrected ? orderPageWords.corrected(status) : status[0]!.toLocaleUpperCase() + status.slice(1)
  }
  return corrected ? orderPageWords.corrected(statusInSentence(entry.to, fulfilment)) : statusAlone(entry.to, fulfilment)
}

/** What changed beside the status, a sentence each. */
export function changeLines({ changed }: Pick<TimelineEntry, 'changed'>, currency: string): string[] {
  const { discount, trackingNumber, trackingUrl, estimatedDelivery } = changed
  const words = orderPageWords
  return [
    discount && (discount.to ? [words.discountOf(money(Number(discount.to), currency)), discount.reason].filter(Boolean).join(': ') : words.discountGone),
    trackingNumber && (trackingNumber.to ? words.trackingNumber(String(trackingNumber.to)) : words.trackingNumberGone),
    trackingUrl && (trackingUrl.to ? words.link : words.linkGone),
    estimatedDelivery && (estimatedDelivery.to ? words.expectedAt(exactTimes(String(estimatedDelivery.to))) : words.estimateGone),
  ].filter(line => line !== undefined)
}
