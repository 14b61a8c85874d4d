import type { Actor, Changes, OrderEventType, OrderStatus } from '@orderbeat/shared'
import type { WrittenEvent } from '../database/event-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import type { Stores } from '../database/stores.ts'
import type { OrderParts } from './order-parts.ts'
import { figureChanges } from '../figures/figures-of.ts'
import { notificationsOf } from '../notifications/notifications-of.ts'
import { eagerAfter } from './eagerness.ts'
import { placedContent } from './placed-content.ts'
import { customerReader, staffReader } from './readers.ts'

/** What is about to happen to an order. `before` is null when it is placed. */
export interface OrderChange {
  before: StoredOrder | null
  after: StoredOrder
  type: OrderEventType
  from: OrderStatus | null
  to: OrderStatus | null
  skipped: OrderStatus[]
  changed: Changes
  comment: string | null
  customerComment: string | null
  actor: Actor
  at: string
  /** Only where an order is placed: the email that staff will search it by. */
  customerEmail?: string
  /** The bulk run, or the undo of one, that it belongs to. */
  batchId?: string
}

/** What a written change has become. */
export interface WrittenChange { order: StoredOrder, notified: number }

/** Somebody else has written the order since it was read. */
export class LostRaceError extends Error {
  override name = 'LostRaceError'
}

/** So often a change is tried: of those who are in each other's way one comes through each time. */
const attempts = 30

/** Tries a change anew, on the order as it is then, while somebody else is quicker. Throws LostRaceError when that does not end. */
export async function untilWritten<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = attempts; ; left--) {
    try {
      return await attempt()
    }
    catch (error) {
      if (!(error instanceof LostRaceError) || left === 0)
        throw error
    }
  }
}

/**
 * The one way in which an order is written. Inside the caller's transaction: the order itself (compare-and-set on its version),
 * a change number, the event, its notifications, the feeds of those who can see it, and the figures. The order of the steps is the same
 * on every path, so that no two writers wait for each other. A stored notification is the delivery here, so it is never an
 * afterthought.
 */
export async function writeOrder(stores: Stores, { newId, shop }: Pick<OrderParts, 'newId' | 'shop'>, change: OrderChange): Promise<WrittenChange> {
  const order = orderAfter(change)
  await keep(stores, change, order)
  const event = eventOf(change, order, newId(), await stores.changes.next())
  await stores.events.append(event)
  const notifications = notificationsOf(order, event, newId)
  for (const notification of notifications)
    await stores.notifications.insert(notification)
  await stores.changes.moveFeed(customerReader(order.customerId), event.changeNumber, event.id, eagerAfter(event.actor, event.at))
  await stores.changes.moveFeed(staffReader, event.changeNumber, event.id)
  for (const figure of figureChanges(change.before, order, shop.timeZone))
    await stores.figures.add(figure)
  return { order, notified: notifications.length }
}

/** The order as a change leaves it. */
export function orderAfter(change: OrderChange): StoredOrder {
  return { ...change.after, version: (change.before?.version ?? 0) + 1, updatedAt: change.at, undoableFrom: undoableFrom(change) }
}

/** A later note or discount leaves the newest move what it is. */
export function undoableFrom({ before, to, type, actor, at }: Pick<OrderChange, 'before' | 'to' | 'type' | 'actor' | 'at'>): string | null {
  if (to === null)
    return before?.undoableFrom ?? null
  return type === 'order.created' || type === 'order.reverted' || actor.kind === 'customer' ? null : at
}

async function keep(stores: Stores, change: OrderChange, order: StoredOrder): Promise<void> {
  if (change.before === null)
    await stores.orders.insert(order, change.customerEmail ?? '')
  else if (!await stores.orders.update(order, change.before.version))
    throw new LostRaceError('The order was written by somebody else meanwhile.')
}

export function eventOf(change: OrderChange, order: StoredOrder, id: string, changeNumber: number): WrittenEvent {
  const { before, type, from, to, skipped, changed, comment, customerComment, actor, at, batchId = null } = change
  return { id, orderId: order.id, version: order.version, changeNumber, type, from, to, skipped, changed, comment, customerComment, actor, at, batchId, paymentStatus: order.paymentStatus, placed: before === null ? placedContent(order) : null }
}
