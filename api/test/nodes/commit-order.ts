import type { Actor, CloudEvent } from '@orderbeat/shared'
import type { OrderParts } from '../../src/orders/order-parts.ts'
import type { TestDatabase } from '../test-database.ts'
import type { Caller, Shop } from '../test-shop.ts'
import type { Node } from './nodes.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { listEvents, listNotifications } from '@orderbeat/shared'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { placeOrder } from '../../src/orders/place-order.ts'
import { createStaffOrderService } from '../../src/orders/staff-order-service.ts'
import { randomOf } from '../random.ts'
import { openNodes } from './nodes.ts'

const writers = 12
const lives = [
  ['confirmed', 'processing', 'shipped', 'paid', 'delivered'],
  ['processing', 'paid', 'shipped', 'delivered'],
  ['paid', 'cancelled'],
] as const

/** One who reads a list from a place on: gives what is new there, and the place after it. */
type ReadOn = (place: string | undefined) => Promise<{ ids: string[], place: string | undefined, refused?: boolean }>

/**
 * So many events by twelve writers on three nodes, each commit delayed at random, and meanwhile readers of events and of
 * notifications, each time at another node, who begin again from an older place now and then. Each must come to have read everything, in the one order.
 */
export async function readersMissNothing(database: TestDatabase, events: number, seed: number): Promise<void> {
  const { shop, nodes, close } = await openNodes(database, 3)
  await writeAndRead(database, shop, nodes, events, seed).finally(close)
}

async function writeAndRead(database: TestDatabase, shop: Shop, nodes: Node[], events: number, seed: number): Promise<void> {
  const random = randomOf(seed).next
  // Where the list of notifications ends that has none yet.
  const begin = (await shop.sam.call(listNotifications)).body.cursor
  let writing = true
  let turn = 0
  const atNext = (caller: Caller) => nodes[turn++ % nodes.length]!.as(caller)
  const readers: ReadOn[] = [
    ...nodes.map(() => eventsReader(() => atNext(shop.sam))),
    ...[shop.sam, shop.ana, shop.ben].map(reader => notificationsReader(() => atNext(reader), begin)),
  ]
  const [read] = await Promise.all([
    Promise.all(readers.map(reader => readAll(reader, random, () => writing))),
    Promise.all(Array.from({ length: writers }, (_, index) => write(shop, nodes[index % nodes.length]!, random, Math.ceil(events / writers))))
      .finally(() => writing = false),
  ])
  const rows = await database.dump()
  const inOrder = (table: string) => (rows[table] as { id: string, change_number: number, reader?: string }[]).toSorted((one, other) => one.change_number - other.change_number)
  const happened = inOrder('order_events').map(({ id }) => id)
  expect(happened.length).toBeGreaterThanOrEqual(events)
  for (const ids of read.slice(0, nodes.length))
    expect(ids).toEqual(happened)
  for (const [index, reader] of ['staff', `customer:${shop.ana.id}`, `customer:${shop.ben.id}`].entries())
    expect(read[nodes.length + index]).toEqual(inOrder('notifications').filter(row => row.reader === reader).map(({ id }) => id))
}

/** Places orders and moves them on. It often waits after it has taken its number and before it commits, so that early numbers end late. */
async function write(shop: Shop, { database }: Node, random: () => number, events: number): Promise<void> {
  const late = async <T>(answer: T): Promise<T> => {
    if (random() < 0.2)
      await pause(random() * 4)
    return answer
  }
  const parts: OrderParts = {
    ...shop.parts,
    ...shop.parts.config,
    origin: shop.parts.config.publicOrigin,
    newId: () => v7(),
    log: { info: () => {}, error: () => {} },
    database: {
      ...database,
      write: work => database.write(async (stores) => {
        const next = async () => late(await stores.changes.next())
        return late(await work({ ...stores, changes: { ...stores.changes, next } }))
      }),
    },
  }
  const staff = createStaffOrderService(parts)
  const sam: Actor = { kind: 'staff', id: shop.sam.id, name: 'Sam' }
  for (let written = 0; written < events;) {
    const { answer: { id } } = await patiently(database, () => placeOrder(parts, [shop.ana, shop.ben][written % 2]!.id, shop.basket(), null))
    written++
    for (const status of lives[Math.floor(random() * lives.length)]!) {
      await patiently(database, () => staff.update(sam, id, { status }, undefined, null))
      written++
    }
  }
}

/** As clients do who are told to come back: a busy machine makes a node say so now and then. */
async function patiently<T>(database: Node['database'], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  }
  catch (error) {
    if (!database.isUnavailable(error))
      throw error
    return await patiently(database, work)
  }
}

function eventsReader(reader: () => Caller): ReadOn {
  return async (after) => {
    const { status, body } = await reader().call(listEvents, { query: { limit: 200, ...(after === undefined ? {} : { after }) } })
    if (status === 503)
      return { ids: [], place: after, refused: true }
    const ids = (body as unknown as CloudEvent[]).map(({ id }) => id)
    return { ids, place: ids.at(-1) ?? after }
  }
}

function notificationsReader(reader: () => Caller, begin: string): ReadOn {
  return async (after = begin) => {
    const { status, body } = await reader().call(listNotifications, { query: { limit: 100, after } })
    if (status === 503)
      return { ids: [], place: after, refused: true }
    return { ids: body.notifications.map(({ id }) => id), place: body.cursor }
  }
}

/**
 * Reads until nothing is new and nobody writes any more; now and then from an older place, where all that was read after it
 * must come again, in the same order. What comes otherwise must be new: nothing is repeated, and nothing added behind.
 */
async function readAll(readOn: ReadOn, random: () => number, isWriting: () => boolean): Promise<string[]> {
  const read: string[] = []
  const known = new Set<string>()
  const places: { place: string | undefined, after: number }[] = [{ place: undefined, after: 0 }]
  for (let from = places[0]!; ;) {
    const wasWriting = isWriting()
    const next = await readOn(from.place)
    if (next.ids.length === 0 && !wasWriting && next.refused !== true)
      return read
    const before = read.slice(from.after, from.after + next.ids.length)
    expect(next.ids.slice(0, before.length)).toEqual(before)
    const fresh = next.ids.slice(before.length)
    expect(fresh.filter(id => known.has(id))).toEqual([])
    fresh.forEach(id => known.add(id))
    read.push(...fresh)
    places.push({ place: next.place, after: from.after + next.ids.length })
    from = random() < 0.05 ? places[Math.max(0, places.length - 1 - Math.floor(random() * 4))]! : places.at(-1)!
    await pause(random() * 10)
  }
}
