import type { Shop } from '../../test/test-shop.ts'
import { getStaffOrder, getStaffStats, listEvents, listOrders, trackOrder, updateStaffOrder } from '@orderbeat/shared'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

const hour = 60 * 60 * 1000
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.close())

const move = (id: string, status: 'confirmed' | 'processing' | 'shipped') => shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status } })

it('a clock that jumps to and fro by an hour mixes up neither versions nor the feed, and no change is missed', async () => {
  const { id } = await shop.orderOf(shop.ana)
  const history = async (tag: string) => shop.ana.call(listOrders, { headers: { 'if-none-match': tag } })
  let tag = String((await shop.ana.call(listOrders)).headers.etag)
  for (const [status, jump] of [['confirmed', -hour], ['processing', 2 * hour], ['shipped', -hour]] as const) {
    shop.clock.now += jump
    expect((await move(id, status)).status).toBe(200)
    const answer = await history(tag)
    expect(answer.status).toBe(200)
    expect(answer.body.orders[0]!.status).toBe(status)
    tag = String(answer.headers.etag)
    expect((await history(tag)).status).toBe(304)
  }
  const { timeline } = (await shop.sam.call(getStaffOrder, { params: { orderId: id } })).body
  expect(timeline!.map(({ version, to }) => [version, to])).toEqual([[1, 'pending'], [2, 'confirmed'], [3, 'processing'], [4, 'shipped']])
  expect((await shop.sam.call(listEvents)).text.match(/"to":"\w+"/g)).toEqual(['"to":"pending"', '"to":"confirmed"', '"to":"processing"', '"to":"shipped"'])
})

it('times between statuses never fall below nothing', async () => {
  const { id } = await shop.orderOf(shop.ana)
  shop.clock.now -= hour
  await move(id, 'confirmed')
  await move(id, 'processing')
  const { stages, freshness } = (await shop.sam.call(getStaffStats, { query: {} })).body
  for (const { medianSeconds } of stages)
    expect(medianSeconds ?? 0).toBeGreaterThanOrEqual(0)
  expect(freshness.medianSeconds ?? 0).toBeGreaterThanOrEqual(0)
})

it('haste ends after a minute also by a clock that was set back', async () => {
  const { id } = await shop.orderOf(shop.ana)
  const beat = async () => (await shop.ana.call(trackOrder, { params: { orderId: id } })).headers['poll-interval']
  expect(await beat()).toBe('5')
  shop.clock.now -= hour
  expect(await beat()).toBe('60')
})
