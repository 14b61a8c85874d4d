import type { Order } from '@orderbeat/shared'
import type { StoredOrder } from '../database/order-rows.ts'
import type { Stores } from '../database/stores.ts'
import type { Wish } from './change-of.ts'
import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import { changeOf } from './change-of.ts'
import { once } from './idempotency.ts'
import { holds } from './if-match.ts'
import { OrderChangedError, OrderNotFoundError } from './order-errors.ts'
import { LostRaceError, untilWritten, writeOrder } from './order-writer.ts'

/** A wish to change an order: which one, how it is shown to who asks, and for which versions it is meant (`If-Match`). */
export interface Move extends Wish {
  find: (stores: Stores) => Promise<StoredOrder | null>
  view: (order: StoredOrder) => Order
  versions: string | undefined
  request: IdempotentRequest | null
}

/**
 * Changes an order, or finds that it is as wished already and stores nothing.
 * Throws OrderNotFoundError, OrderChangedError (the order is not at one of `versions`), TransitionRefusedError, InvalidRequestError.
 */
export async function moveOrder(parts: OrderParts, move: Move): Promise<Once<Order>> {
  try {
    return await untilWritten(() => attempt(parts, move))
  }
  catch (error) {
    if (!(error instanceof LostRaceError))
      throw error
    const now = await move.find(parts.database.stores)
    throw now === null ? new OrderNotFoundError() : new OrderChangedError(move.view(now))
  }
}

async function attempt(parts: OrderParts, move: Move): Promise<Once<Order>> {
  const now = parts.clock()
  let notified: { order: StoredOrder, notified: number } | undefined
  const moving = await parts.database.write(stores => once(stores, move.request, 'days', now, async () => {
    notified = undefined
    const before = await move.find(stores)
    if (before === null)
      throw new OrderNotFoundError()
    if (!holds(move.versions, before.version))
      throw new OrderChangedError(move.view(before))
    const change = changeOf(before, move, new Date(now).toISOString())
    if (change === null)
      return move.view(before)
    notified = await writeOrder(stores, parts, change)
    return move.view(notified.order)
  }))
  if (notified !== undefined) {
    const { order, notified: notifications } = notified
    parts.log.info({ account: order.customerId, actor: move.actor.id, order: order.number, status: order.status, version: order.version, notifications }, 'order changed')
  }
  return moving
}
