import type { Order } from '@orderbeat/shared'
import { money } from '../formats/money.ts'
import { exactTime } from '../formats/time.ts'
import { statusLabel } from './staff-says.ts'
import { staffWords } from './staff-words.ts'

/** One difference between what a member of staff looked at and what an order is now. */
export interface OrderChange { label: string, from: string, to: string }

/** What became different between two versions of an order, in words. */
export function changesBetween(before: Order, after: Order): OrderChange[] {
  const facts = [factsOf(before), factsOf(after)] as const
  return Object.keys(facts[0])
    .map(label => ({ label, from: facts[0][label]!, to: facts[1][label]! }))
    .filter(({ from, to }) => from !== to)
}

function factsOf(order: Order): Record<string, string> {
  const words = staffWords
  return {
    [words.columns.status]: statusLabel(order.status),
    [words.payment]: words.payments[order.paymentStatus],
    [words.discount]: money(order.discount, order.currency),
    [words.trackingNumber]: order.trackingNumber ?? words.none,
    [words.trackingLink]: order.trackingUrl ?? words.none,
    [words.estimatedDelivery]: order.estimatedDelivery === null ? words.none : exactTime(order.estimatedDelivery),
  }
}
