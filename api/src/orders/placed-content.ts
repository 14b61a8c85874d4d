import type { PlacedContent } from '../database/event-store.ts'

/** What of an order, as it is placed, no event changes afterwards. */
export function placedContent({ number, customerId, customerName, fulfilment, items, currency, paymentMethod, address, note, placedAt }: PlacedContent): PlacedContent {
  return { number, customerId, customerName, fulfilment, items, currency, paymentMethod, address, note, placedAt }
}
