import type { Progress } from '@orderbeat/shared'
import type { PlacedContent, StoredEvent } from '../../database/event-store.ts'
import type { StoredNotification } from '../../database/notification-store.ts'
import type { StoredOrder } from '../../database/order-rows.ts'
import type { Difference } from './difference.ts'
import { changeableFields, eventTypeOf, lineTotal, moved, orderSums, placed, refusalOf, reverted, skippedBy } from '@orderbeat/shared'
import { notificationsOf } from '../../notifications/notifications-of.ts'
import { undoableFrom } from '../../orders/order-writer.ts'
import { placedContent } from '../../orders/placed-content.ts'
import { unequal } from './difference.ts'

/** What follows from the events of an order. */
export interface Replayed {
  /** The order after each of them, by version. */
  versions: Map<number, StoredOrder>
  /** The order as it should be now. */
  order: StoredOrder
  /** What everybody should have been told. */
  told: StoredNotification[]
  /** Where the events do not follow from each other. */
  differences: Difference[]
}

/**
 * Takes an order through its events once more, by the rules that each was written by, from the `content` that the first of
 * them says it was placed with; an order from before that was kept is believed itself. Of the versions up to `silent` nobody
 * was told: they came from elsewhere.
 */
export function replay(kept: StoredOrder, events: readonly StoredEvent[], content: PlacedContent | undefined, silent: number): Replayed {
  const differences: Difference[] = []
  const versions = new Map<number, StoredOrder>()
  const told: StoredNotification[] = []
  let order = draftOf(kept, content ?? asKept(kept, events[0]))
  for (const event of events) {
    differences.push(...oddities(order, event, versions.size + 1))
    order = after(order, event)
    differences.push(...unequal(`${kept.number} event ${event.version}`, 'payment_status', order.paymentStatus, event.paymentStatus))
    versions.set(order.version, order)
    if (event.version > silent)
      told.push(...notificationsOf(order, event, () => ''))
  }
  if (events.length === 0)
    differences.push({ about: kept.number, member: 'events', expected: kept.version, found: 0 })
  return { versions, order, told, differences }
}

/** The order before its first event. */
function draftOf({ id }: StoredOrder, content: PlacedContent): StoredOrder {
  const { fulfilment, placedAt } = content
  const items = content.items.map(item => ({ ...item, total: lineTotal(item) }))
  return { ...content, ...placed(fulfilment, placedAt), ...orderSums(items, 0), id, items, version: 0, trackingNumber: null, trackingUrl: null, estimatedDelivery: null, updatedAt: placedAt, undoableFrom: null }
}

/** What an order was placed with as far as it is to be believed itself: who placed it and when is in the event. */
function asKept(kept: StoredOrder, placing: StoredEvent | undefined): PlacedContent {
  const customerName = placing?.actor.id === kept.customerId ? placing.actor.name : kept.customerName
  return { ...placedContent(kept), customerName, placedAt: placing?.at ?? kept.placedAt }
}

function after(before: StoredOrder, event: StoredEvent): StoredOrder {
  const { discount, ...others } = event.changed
  const values = Object.fromEntries(Object.entries(others).map(([field, { to }]) => [field, to])) as Partial<StoredOrder>
  return {
    ...before,
    ...values,
    ...(discount === undefined ? {} : orderSums(before.items, Number(discount.to))),
    ...progressAfter(before, event),
    version: event.version,
    updatedAt: event.at,
    undoableFrom: undoableFrom({ ...event, before: event.version === 1 ? null : before }),
  }
}

function progressAfter(before: Progress, { type, from, to, at }: StoredEvent): Partial<Progress> {
  if (to === null || type === 'order.created')
    return {}
  return type === 'order.reverted' ? reverted(before, from!, to) : moved(before, to, at)
}

/** What of an event could not have been written after what was before it. */
function* oddities(before: StoredOrder, event: StoredEvent, version: number): Generator<Difference> {
  const about = `${before.number} event ${event.version}`
  yield* unequal(about, 'version', version, event.version)
  for (const field of changeableFields) {
    if (event.changed[field] !== undefined)
      yield* unequal(about, `changed.${field}.from`, before[field], event.changed[field].from)
  }
  if (version === 1) {
    yield* unequal(about, 'type', 'order.created', event.type)
    yield* unequal(about, 'to_status', 'pending', event.to)
    return
  }
  if (event.to === null) {
    yield* unequal(about, 'type', 'order.updated', event.type)
    return
  }
  yield* unequal(about, 'from_status', before.status, event.from)
  if (event.type === 'order.reverted')
    return
  yield* unequal(about, 'type', eventTypeOf(event.to), event.type)
  yield* unequal(about, 'skipped', skippedBy(before, event.to).join(), event.skipped.join())
  const refusal = refusalOf(before, event.to, event.actor.kind === 'customer' ? 'customer' : 'staff')
  if (refusal !== null)
    yield { about, member: 'to_status', expected: `no move that is refused (${refusal})`, found: event.to }
}
