import type { Actor, Order } from '@orderbeat/shared'
import type { StoredEvent } from '../database/event-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import type { OrderChange } from './order-writer.ts'
import { reverted } from '@orderbeat/shared'
import { once } from './idempotency.ts'
import { holds } from './if-match.ts'
import { OrderChangedError, OrderNotFoundError, UndoRefusedError, VersionWantedError } from './order-errors.ts'
import { staffView } from './order-views.ts'
import { LostRaceError, untilWritten, writeOrder } from './order-writer.ts'

/**
 * Takes back the newest status change of an order, as a change of its own.
 * Throws VersionWantedError, OrderNotFoundError, OrderChangedError, UndoRefusedError.
 */
export async function undoOrder(parts: OrderParts, actor: Actor, idOrNumber: string, versions: string | undefined, request: IdempotentRequest | null): Promise<Once<Order>> {
  if (versions === undefined)
    throw new VersionWantedError()
  const now = parts.clock()
  const view = (order: StoredOrder) => staffView(order, parts.undoSeconds)
  try {
    return await untilWritten(() => parts.database.write(stores => once(stores, request, 'days', now, async () => {
      const before = await stores.orders.find(idOrNumber)
      if (before === null)
        throw new OrderNotFoundError()
      if (!holds(versions, before.version))
        throw new OrderChangedError(view(before))
      const change = undoOf(before, await stores.events.newestMove(before.id), { actor, now, undoSeconds: parts.undoSeconds })
      return view((await writeOrder(stores, parts, change)).order)
    })))
  }
  catch (error) {
    const now = error instanceof LostRaceError ? await parts.database.stores.orders.find(idOrNumber) : null
    throw now === null ? error : new OrderChangedError(view(now))
  }
}

/** Who takes back, when (milliseconds since 1970), and for how long one may. */
export interface Undo { actor: Actor, now: number, undoSeconds: number, batchId?: string }

type Move = Pick<StoredEvent, 'type' | 'from' | 'to' | 'actor' | 'at'>

/** What taking back `move`, the newest status change, makes of an order. Throws UndoRefusedError. */
export function undoOf(before: StoredOrder, move: Move, undo: Undo): OrderChange {
  const reason = refusal(move, undo)
  if (reason !== null)
    throw new UndoRefusedError(reason)
  return {
    before,
    after: { ...before, ...reverted(before, move.to!, move.from!) },
    type: 'order.reverted',
    from: before.status,
    to: move.from,
    skipped: [],
    changed: {},
    comment: null,
    customerComment: null,
    actor: undo.actor,
    at: new Date(undo.now).toISOString(),
    ...(undo.batchId === undefined ? {} : { batchId: undo.batchId }),
  }
}

function refusal(move: Move, { now, undoSeconds }: Undo): string | null {
  if (move.type === 'order.created')
    return 'The order has only been placed: there is nothing to take back.'
  if (move.type === 'order.reverted')
    return 'The last change has been taken back already.'
  if (move.actor.kind === 'customer')
    return 'The customer did this: it is not the shop\'s to take back.'
  if (now > Date.parse(move.at) + undoSeconds * 1000)
    return `A change can be taken back for ${Math.round(undoSeconds / 60)} minutes only.`
  return null
}
