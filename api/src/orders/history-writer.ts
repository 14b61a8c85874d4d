import type { WrittenEvent } from '../database/event-store.ts'
import type { Figure } from '../database/figure-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import type { Stores } from '../database/stores.ts'
import type { OrderParts } from './order-parts.ts'
import type { OrderChange } from './order-writer.ts'
import { figuresOf } from '../figures/figures-of.ts'
import { eventOf, orderAfter } from './order-writer.ts'
import { customerReader, staffReader } from './readers.ts'

/** The whole life of an order that is new here: its changes, oldest first, the first of which places it. */
export interface History { changes: OrderChange[], customerEmail: string }

/**
 * Writes orders that come with their past, as `writeOrder` would have written each of their changes one after the other, but
 * that nobody is told: it has happened long ago. In the same order of steps, so that no two writers wait for each other, and
 * many rows a statement.
 */
export async function writeHistories(stores: Stores, { newId, shop }: Pick<OrderParts, 'newId' | 'shop'>, histories: readonly History[]): Promise<void> {
  if (histories.length === 0)
    return
  const orders = histories.map(({ changes, customerEmail }) => ({ order: orderAfter(changes.at(-1)!), customerEmail }))
  await stores.orders.insertMany(orders)
  const events = numbered(histories, newId, await stores.changes.take(histories.flatMap(({ changes }) => changes).length))
  await stores.events.appendMany(events)
  await stores.changes.moveFeeds(newestByReader(orders.map(({ order }) => order), events))
  await stores.figures.addMany(summed(orders.flatMap(({ order }) => figuresOf(order, shop.timeZone))))
}

/** Their events, the last of which has this change number. */
function numbered(histories: readonly History[], newId: () => string, last: number): WrittenEvent[] {
  const changes = histories.flatMap(history => history.changes)
  return changes.map((change, index) => eventOf(change, orderAfter(change), newId(), last - changes.length + 1 + index))
}

/** The newest event that each reader sees, staff last, as every writer has it. */
function newestByReader(orders: StoredOrder[], events: WrittenEvent[]): { reader: string, revision: number, nonce: string }[] {
  const customers = new Map(orders.map(({ id, customerId }) => [id, customerId]))
  const newest = new Map(events.map(event => [customerReader(customers.get(event.orderId)!), event]))
  const inOrder = [...[...newest].toSorted(([one], [other]) => one < other ? -1 : 1), [staffReader, events.at(-1)!] as const]
  return inOrder.map(([reader, { changeNumber, id }]) => ({ reader, revision: changeNumber, nonce: id }))
}

function summed(figures: Figure[]): Figure[] {
  const sums = new Map<string, Figure>()
  for (const { day, name, value } of figures) {
    const key = `${day} ${name}`
    sums.set(key, { day, name, value: (sums.get(key)?.value ?? 0) + value })
  }
  return [...sums].filter(([, { value }]) => value !== 0).toSorted(([one], [other]) => one < other ? -1 : 1).map(([, figure]) => figure)
}
