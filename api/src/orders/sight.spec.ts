import type { Shop } from '../../test/test-shop.ts'
import { getOrder, getStaffOrder, listOrders, listStaffOrders, trackOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openShop } from '../../test/test-shop.ts'
import { byTimer } from '../write-behind.ts'

let shop: Shop
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  shop = await openShop({ later: byTimer })
})
afterEach(async () => {
  vi.useRealTimers()
  await shop.close()
})

/** Lets what was noted be written: the timer of it rings, and the write ends. */
async function written(): Promise<void> {
  const { results } = vi.spyOn(shop.database, 'write').mock
  await vi.advanceTimersByTimeAsync(10_000)
  await Promise.allSettled(results.map(({ value }) => value))
}

async function seen(orderId: string) {
  return (await shop.sam.call(getStaffOrder, { params: { orderId } })).body.seenByCustomerAt
}

it('staff see when the customer\'s screen first got the newest version', async () => {
  const { id } = await shop.orderOf(shop.ana, ['confirmed'])
  expect(await seen(id)).toBeNull()
  shop.clock.now += 14_000
  const at = new Date(shop.clock.now).toISOString()
  await shop.ana.call(listOrders)
  shop.clock.now += 60_000
  await shop.ana.call(getOrder, { params: { orderId: id } })
  await written()
  expect(await seen(id)).toBe(at)
  expect((await shop.sam.call(listStaffOrders)).body.orders[0]!.seenByCustomerAt).toBe(at)
  await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'processing' } })
  expect(await seen(id)).toBeNull()
})

it('a look is news for the polls of staff, and for nobody else\'s', async () => {
  const { id } = await shop.orderOf(shop.ana, ['confirmed'])
  const tags: string[] = []
  const tag = (index: number) => ({ headers: tags[index] === undefined ? {} : { 'if-none-match': tags[index] } })
  const polls = [() => shop.sam.call(listStaffOrders, tag(0)), () => shop.ben.call(listOrders, tag(1))]
  for (const poll of polls)
    tags.push(String((await poll()).headers.etag))
  await shop.ana.call(getOrder, { params: { orderId: id } })
  await written()
  expect(await Promise.all(polls.map(async poll => (await poll()).status))).toEqual([200, 304])
})

it('an answer without a body is no look', async () => {
  const { id } = await shop.orderOf(shop.ana, ['confirmed'])
  const authorization = `Bearer ${shop.ana.token}`
  const url = urlOf(trackOrder, { params: { orderId: id } })
  const head = await shop.app.inject({ method: 'HEAD', url, headers: { authorization } })
  const whatever = await shop.app.inject({ url, headers: { authorization, 'if-none-match': '*' } })
  expect([head.statusCode, whatever.statusCode]).toEqual([200, 304])
  await written()
  expect(await seen(id)).toBeNull()
})

it('a look never fails the poll that it is learned from, and is told to the log when it is lost', async () => {
  await shop.orderOf(shop.ana, ['confirmed'])
  await shop.database.meddle('drop table order_receipts')
  expect((await shop.ana.call(listOrders)).status).toBe(200)
  await written()
  expect(shop.log().at(-1)).toMatchObject({ msg: 'what was learned from reads is lost', noted: 1 })
})

it('a look at what has not changed for a month is not noted', async () => {
  const { id } = await shop.orderOf(shop.ana, ['confirmed'])
  shop.clock.now += 31 * 24 * 60 * 60 * 1000
  const write = vi.spyOn(shop.database, 'write')
  await shop.ana.call(getOrder, { params: { orderId: id } })
  await written()
  expect(write).not.toHaveBeenCalled()
})

it('many looks are written together, and a look at what was seen before not at all', async () => {
  const { id } = await shop.orderOf(shop.ana, ['confirmed'])
  const write = vi.spyOn(shop.database, 'write')
  for (let poll = 0; poll < 20; poll++)
    await shop.ana.call(getOrder, { params: { orderId: id } })
  await written()
  await shop.ana.call(getOrder, { params: { orderId: id } })
  await written()
  expect(write).toHaveBeenCalledTimes(1)
})
