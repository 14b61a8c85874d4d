import type { AuditStore, KeptOrder } from '../../database/audit-store.ts'
import type { StoredEvent } from '../../database/event-store.ts'
import type { FeedAuditStore } from '../../database/feed-audit-store.ts'
import type { Stores } from '../../database/stores.ts'
import type { Brought } from '../import-lines.ts'
import type { Difference } from './difference.ts'
import type { Replayed } from './replay.ts'
import { isInternal } from '../../notifications/notifications-of.ts'
import { ownNumberOf } from '../../orders/order-number.ts'
import { customerReader, staffReader } from '../../orders/readers.ts'
import { importPrincipal } from '../import-lines.ts'
import { fingerprintOf, orderLine } from '../order-line.ts'
import { unequal } from './difference.ts'
import { replay } from './replay.ts'

/** What is read from: all of one moment. */
export interface VerifyParts { audit: AuditStore & FeedAuditStore, stores: Stores, tell: (orders: number) => void }

/** What was met on the way through all orders. */
export interface Met { orders: number, events: number, notifications: number, numbers: Map<string, { highest: number, count: number }>, brought: Set<string> }

const page = 200

/** Holds every order against its events, and the notifications against what those had to tell. */
export async function* verifyOrders(parts: VerifyParts): AsyncGenerator<Difference, Met> {
  const { audit, stores, tell } = parts
  const met: Met = { orders: 0, events: 0, notifications: 0, numbers: new Map(), brought: new Set() }
  for (let after = ''; ;) {
    const kept = await audit.ordersAfter(after, page)
    const lives = await stores.events.listOfMany(kept.map(({ order }) => order.id))
    const placed = await audit.placedOf(kept.map(({ order }) => order.id))
    const brought = await broughtOf(audit, kept)
    const replayed = new Map<string, Replayed>()
    for (const one of kept) {
      const { order } = one
      const events = lives.get(order.id) ?? []
      const from = brought.get(order.number)
      const now = replay(order, events, placed.get(order.id), from?.version ?? 0)
      replayed.set(order.id, now)
      yield* now.differences
      for (const found of audit.compare(one, now.order))
        yield { about: order.number, ...found }
      if (from !== undefined)
        yield* compareBrought(one, events, from)
      noteNumber(met, order.number, from !== undefined)
      met.events += events.length
    }
    met.notifications += yield* verifyTold(audit, [...replayed.values()])
    tell(met.orders += kept.length)
    if (kept.length < page)
      return met
    after = kept.at(-1)!.order.id
  }
}

/** That what should have been told was told, in these words. Gives how many were. */
async function* verifyTold(audit: AuditStore, replayed: Replayed[]): AsyncGenerator<Difference, number> {
  const told = replayed.flatMap(one => one.told)
  const rows = new Map((await audit.notificationsAt(told)).map(row => [`${row.change_number} ${row.reader}`, row]))
  for (const one of told) {
    const row = rows.get(`${one.changeNumber} ${one.reader}`)
    const about = `${one.orderNumber} notification of ${one.type} for ${one.reader}`
    if (row === undefined)
      yield { about, member: 'row', expected: one.title, found: undefined }
    else
      yield* audit.compareNotification(row, one).map(found => ({ about, ...found }))
  }
  return rows.size
}

/** Notifications that no event had to tell; looked for only when there are more than were met. */
export async function* strayNotifications({ audit }: VerifyParts, met: Met): AsyncGenerator<Difference> {
  if (await audit.countNotifications() === met.notifications)
    return
  for (let after = ''; ;) {
    const some = await audit.notificationsAfter(after, page)
    const brought = await broughtNumbers(audit, some.map(({ orderNumber }) => orderNumber))
    for (const { id, reader, orderNumber, changeNumber, event, customerId } of some) {
      const readers = event === null || isInternal(event) || event.version <= (brought.get(orderNumber)?.version ?? 0)
        ? []
        : [staffReader, ...(event.type === 'order.created' ? [] : [customerReader(customerId!)])]
      if (!readers.includes(reader) || event!.changeNumber !== changeNumber)
        yield { about: `${orderNumber} notification ${id} for ${reader}`, member: 'row', expected: undefined, found: changeNumber }
    }
    if (some.length < page)
      return
    after = some.at(-1)!.id
  }
}

/** Events of orders that are not there. */
export async function* strayEvents({ audit }: VerifyParts, met: Met): AsyncGenerator<Difference> {
  if (await audit.countEvents() === met.events)
    return
  for (const id of await audit.lostEvents(1000))
    yield { about: `event ${id}`, member: 'order', expected: 'an order', found: undefined }
}

/** What came from elsewhere is as it came. */
function compareBrought({ order, customerEmail }: KeptOrder, events: StoredEvent[], { version, fingerprint }: Brought & { fingerprint: string }): Iterable<Difference> {
  const line = orderLine(order, events.filter(event => event.version <= version), customerEmail)
  return unequal(order.number, 'fingerprint of what was imported', fingerprint, events.length === 0 ? undefined : fingerprintOf(line))
}

function broughtOf(audit: AuditStore, kept: KeptOrder[]) {
  return broughtNumbers(audit, kept.map(({ order }) => order.number))
}

async function broughtNumbers(audit: AuditStore, numbers: string[]): Promise<Map<string, Brought & { fingerprint: string }>> {
  const keys = await audit.keysOf(importPrincipal, [...new Set(numbers)])
  return new Map(keys.map(({ key, answer, fingerprint }) => [key, { ...JSON.parse(answer) as Brought, fingerprint }]))
}

function noteNumber({ numbers, brought }: Met, number: string, wasBrought: boolean): void {
  const own = ownNumberOf(number)
  if (own === null)
    return
  const { prefix, value } = own
  const { highest, count } = numbers.get(prefix) ?? { highest: 0, count: 0 }
  numbers.set(prefix, { highest: Math.max(highest, value), count: count + 1 })
  if (wasBrought)
    brought.add(prefix)
}
