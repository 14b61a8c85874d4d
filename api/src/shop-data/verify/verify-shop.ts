import type { Difference } from './difference.ts'
import type { VerifyParts } from './verify-orders.ts'
import { verifyCounters } from './verify-counters.ts'
import { verifyFeeds } from './verify-feeds.ts'
import { verifyFigures } from './verify-figures.ts'
import { verifyIdempotency } from './verify-idempotency.ts'
import { strayEvents, strayNotifications, verifyOrders } from './verify-orders.ts'

/** How much was held against each other. */
export interface Verified { orders: number, events: number, notifications: number, differences: number }

/**
 * Recounts a shop from its events, which are never changed: orders, notifications, counters, feeds, figures, and the answers
 * kept for those who ask again. Tells every difference as it is met; of the orders only a page is in memory.
 */
export async function verifyShop(parts: VerifyParts, tell: (difference: Difference) => void): Promise<Verified> {
  let differences = 0
  const take = async <T>(some: AsyncGenerator<Difference, T>): Promise<T> => {
    for (;;) {
      const { done, value } = await some.next()
      if (done === true)
        return value
      differences++
      tell(value)
    }
  }
  const met = await take(verifyOrders(parts))
  await take(strayEvents(parts, met))
  await take(strayNotifications(parts, met))
  await take(verifyCounters(parts, met))
  await take(verifyFeeds(parts))
  await take(verifyFigures(parts))
  await take(verifyIdempotency(parts))
  return { orders: met.orders, events: met.events, notifications: met.notifications, differences }
}
