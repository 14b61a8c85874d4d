import type { Fulfilment, TimelineEntry } from '@orderbeat/shared'
import { formatMoney, statusInWords } from '@orderbeat/shared'
import { exactTime } from '../formats/time.ts'

/** What happened, as the heading of a line: "On its way", "Details changed". Staff, who see who it was, read the status. */
export function eventHeading(entry: Pick<TimelineEntry, 'type' | 'to' | 'actor'>, fulfilment: Fulfilment): string {
  if (entry.type === 'order.created')
    return 'Order placed'
  if (entry.type === 'order.updated' || entry.to === null)
    return 'Details changed'
  const words = entry.actor ? entry.to : statusInWords(entry.to, fulfilment)
  return entry.type === 'order.reverted' ? `Corrected: ${words}` : words[0]!.toUpperCase() + words.slice(1)
}

/** What changed beside the status, a sentence each. */
export function changeLines({ changed }: Pick<TimelineEntry, 'changed'>, currency: string): string[] {
  const { discount, trackingNumber, trackingUrl, estimatedDelivery } = changed
  return [
    discount && (discount.to ? `Discount of ${formatMoney(Number(discount.to), currency)}${discount.reason ? `: ${discount.reason}` : ''}` : 'Discount taken back'),
    trackingNumber && (trackingNumber.to ? `Tracking number ${trackingNumber.to}` : 'Tracking number removed'),
    trackingUrl && (trackingUrl.to ? 'Link to follow the parcel added' : 'Link to follow the parcel removed'),
    estimatedDelivery && (estimatedDelivery.to ? `Expected ${exactTime(String(estimatedDelivery.to))}` : 'Delivery estimate removed'),
  ].filter(line => line !== undefined)
}
