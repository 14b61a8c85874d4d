import type { Actor, CloudEvent } from '@orderbeat/shared'
import type { OrderParts } from '../src/orders/order-parts.ts'
import type { Caller, Shop } from './test-shop.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { createKey, listEvents } from '@orderbeat/shared'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { placeOrder } from '../src/orders/place-order.ts'
import { createStaffOrderService } from '../src/orders/staff-order-service.ts'

const writers = 8
/** Readers who have all that there is ask again after so many milliseconds. */
const breath = 20

const lives = [
  ['confirmed', 'processing', 'shipped', 'paid', 'delivered'],
  ['processing', 'paid', 'shipped', 'delivered'],
  ['paid', 'cancelled'],
  ['confirmed', 'processing', 'shipped', 'delivered', 'paid'],
] as const

/** Places orders and moves them on until so many events are written. */
async function write(shop: Shop, parts: OrderParts, events: number): Promise<void> {
  const staff = createStaffOrderService(parts)
  const sam: Actor = { kind: 'staff', id: shop.sam.id, name: 'Sam' }
  for (let written = 0, order = 0; written < events; order++) {
    const { answer: { id } } = await placeOrder(parts, [shop.ana, shop.ben][order % 2]!.id, shop.basket(), null)
    written++
    for (const status of lives[order % lives.length]!.slice(0, events - written)) {
      await staff.update(sam, id, { status }, undefined, null)
      written++
    }
  }
}

async function read(reader: Caller, after: string | undefined, limit: number): Promise<CloudEvent[]> {
  const { body } = await reader.call(listEvents, { query: { limit, ...(after === undefined ? {} : { after }) } })
  return body as unknown as CloudEvent[]
}

/**
 * Reads until there is nothing new and nobody writes any more. It keeps its place at every second page only, and is stopped
 * after `life` pages to begin again from the place it has kept, so that what it has read since comes again.
 */
async function readAll(reader: Caller, limit: number, life: number, isWriting: () => boolean): Promise<{ ids: string[], repeated: number }> {
  const ids = new Set<string>()
  let repeated = 0
  for (let kept: string | undefined; ;) {
    let after = kept
    for (let page = 1; page <= life; page++) {
      const wasWriting = isWriting()
      const events = await read(reader, after, limit)
      if (events.length === 0 && !wasWriting)
        return { ids: [...ids], repeated }
      if (events.length === 0)
        await pause(breath)
      repeated += events.filter(({ id }) => ids.has(id)).length
      events.forEach(({ id }) => ids.add(id))
      after = events.at(-1)?.id ?? after
      kept = page % 2 === 0 ? after : kept
    }
  }
}

/**
 * So many events by eight writers at once, read by two people and a till that are stopped and begin again: each must have seen
 * every event once, in one order.
 */
export async function readersSeeAllOnce(shop: Shop, events: number): Promise<void> {
  const { database, clock } = shop
  const quiet = { info: () => {}, error: () => {} }
  const parts: OrderParts = { database, clock: () => clock.now++, newId: () => v7(), log: quiet, shop: { currency: 'EUR', timeZone: 'UTC' }, origin: 'http://localhost:3000', undoSeconds: 600 }
  const till = shop.bearer((await shop.ada.call(createKey, { body: { name: 'Till 1', scopes: ['orders:read'] } })).body.key!)
  let writing = true
  const isWriting = () => writing
  const [readings] = await Promise.all([
    Promise.all([readAll(shop.sam, 17, 31, isWriting), readAll(till, 100, 7, isWriting), readAll(shop.ada, 1000, 3, isWriting)]),
    Promise.all(Array.from({ length: writers }, () => write(shop, parts, events / writers))).finally(() => writing = false),
  ])

  const happened = ((await database.dump()).order_events as { id: string, change_number: number, order_id: string, version: number }[])
    .toSorted((one, other) => one.change_number - other.change_number)
  expect(happened).toHaveLength(events)
  for (const { ids, repeated } of readings) {
    expect(ids).toEqual(happened.map(({ id }) => id))
    expect(repeated).toBeGreaterThan(0)
  }
  for (const events of Map.groupBy(happened, ({ order_id }) => order_id).values())
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1))
}
