import type { Shop } from '../../test/test-shop.ts'
import { getReadiness, listOrders, placeOrder, trackOrder } from '@orderbeat/shared'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { noPressure } from '../../test/no-pressure.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { openShop } from '../../test/test-shop.ts'

let shop: Shop
let tag: string
const pressure = { load: 1, level: 0 }
beforeAll(async () => {
  shop = await openShop({ pressure: { ...noPressure, load: () => pressure.load, level: () => pressure.level } })
  await shop.orderOf(shop.ana)
  tag = String((await shop.ana.call(listOrders)).headers.etag)
})
afterAll(() => shop.close())

const poll = () => shop.ana.call(listOrders, { headers: { 'if-none-match': tag } })
const firstRead = () => shop.ana.call(listOrders)

/** How many of so many were turned away. */
async function turnedAway(ask: () => Promise<{ status: number }>, times = 16): Promise<number> {
  let count = 0
  for (let time = 0; time < times; time++)
    count += (await ask()).status === 503 ? 1 : 0
  return count
}

it('nobody is turned away while the server keeps up', async () => {
  pressure.level = 0
  expect(await turnedAway(poll)).toBe(0)
})

it('some polls, then all, then most first reads, never a write or a look at the server\'s health', async () => {
  const seen: [polls: number, firstReads: number][] = []
  for (pressure.level of [0.5, 1, 1.5, 1.875])
    seen.push([await turnedAway(poll), await turnedAway(firstRead)])
  expect(seen).toEqual([[8, 0], [16, 0], [16, 8], [16, 14]])
  expect(await turnedAway(() => shop.ana.call(placeOrder, { body: shop.basket() }))).toBe(0)
  expect((await shop.nobody.call(getReadiness)).status).toBe(200)
})

it('whoever is turned away is told why and when to come again, without a look at who it is', async () => {
  Object.assign(pressure, { load: 4, level: 1 })
  const { status, headers, problem } = await poll()
  expect(status).toBe(503)
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '120' })
  expect(problem).toMatchObject({ type: '/problems/unavailable', status: 503, detail: expect.stringContaining('busy') as string })
  expect((await shop.nobody.call(trackOrder, { params: { orderId: 'any' }, headers: { 'if-none-match': tag } })).headers['retry-after']).toBe('240')
})

it('whoever was let in gets what is new, though polls are turned away by the time that it is seen', async () => {
  Object.assign(pressure, { load: 1, level: 0 })
  const database = await openTestDatabase()
  let crowd = () => {}
  const busy = await openShop({
    pressure: { ...noPressure, load: () => pressure.load, level: () => pressure.level },
    database: { ...database, readFeed: async (...readers) => {
      crowd()
      return database.readFeed(...readers)
    } },
  })
  const held = String((await busy.ana.call(listOrders)).headers.etag)
  const pollAgain = () => busy.ana.call(listOrders, { headers: { 'if-none-match': held } })
  expect((await pollAgain()).status).toBe(304)
  await busy.orderOf(busy.ana)
  crowd = () => Object.assign(pressure, { level: 1 })
  expect((await pollAgain()).status).toBe(200)
  expect((await pollAgain()).status).toBe(503)
  await busy.close()
})

it('polls may take a quarter of a second of one turn once they are asked to wait longer: a write in it does not wait for all of them', async () => {
  const database = await openTestDatabase()
  const slow = await openShop({
    pressure: { ...noPressure, load: () => pressure.load },
    database: { ...database, readFeed: (...readers) => {
      vi.advanceTimersByTime(30)
      return database.readFeed(...readers)
    } },
  })
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const held = String((await slow.ana.call(listOrders)).headers.etag)
  const polls = () => Promise.all(Array.from({ length: 20 }, () => slow.ana.call(listOrders, { headers: { 'if-none-match': held } })))
  Object.assign(pressure, { load: 1, level: 0 })
  expect((await polls()).map(({ status }) => status)).toEqual(Array.from({ length: 20 }).fill(304))
  pressure.load = 2
  const statuses = (await polls()).map(({ status }) => status)
  expect(statuses).toEqual([...Array.from({ length: 9 }).fill(304), ...Array.from({ length: 11 }).fill(503)])
  await slow.close()
})
