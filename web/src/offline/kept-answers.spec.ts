import { contractVersion, getOrder, listOrders, trackOrder, urlOf } from '@orderbeat/shared'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { ana, anOrder, aPage, ben, morning } from '../../test/samples.ts'
import { trackingOf } from '../orders/order-tracking.ts'
import { recordOf } from '../polling/poll-book.ts'
import { createQueryClient } from '../query-client.ts'
import { forgetDevice, keepAccount } from '../session/kept-account.ts'
import { openDeviceStore } from './device-store.ts'
import { keepAnswers, recallAnswer, thinAnswers } from './kept-answers.ts'
import 'fake-indexeddb/auto'

beforeEach(() => {
  localStorage.clear()
  vi.stubGlobal('indexedDB', new IDBFactory())
})

const historyKey = ['listOrders', 'ana', urlOf(listOrders)]
const orderKey = (orderId: string, account = 'ana') => ['getOrder', account, urlOf(getOrder, { params: { orderId } })]
const trackerKey = (orderId: string) => ['trackOrder', 'ana', urlOf(trackOrder, { params: { orderId } })]

async function device() {
  const queryClient = createQueryClient()
  const store = openDeviceStore()
  keepAccount(ana)
  keepAnswers(queryClient, store)
  async function answer(key: string[], data: unknown, answeredAt = morning): Promise<void> {
    recordOf(queryClient, key).answeredAt = answeredAt
    queryClient.setQueryData(key, data)
    await store.all('answers', 'ana')
  }
  return { store, answer }
}

test('the history, an order by id and number, and its tracker are recalled with their age', async () => {
  const { store, answer } = await device()
  const [first, second] = [anOrder(), anOrder(['confirmed'], { number: 2 })]
  await answer(historyKey, aPage(second, first), morning)
  expect(await recallAnswer(store, historyKey)).toMatchObject({ data: aPage(second, first), answeredAt: morning })
  for (const name of [second.id, second.number]) {
    expect(await recallAnswer(store, orderKey(name))).toMatchObject({ data: second, answeredAt: morning })
    expect(await recallAnswer(store, trackerKey(name))).toMatchObject({ data: trackingOf(second), answeredAt: morning })
  }
  expect(await recallAnswer(store, orderKey('unknown'))).toBeNull()
})

test('an order that was looked at is recalled with its timeline, unless the history knows a newer one', async () => {
  const { store, answer } = await device()
  const visited = { ...anOrder(), timeline: [] }
  await answer(orderKey('order-1'), visited)
  await answer(historyKey, aPage(anOrder()))
  expect(await recallAnswer(store, orderKey('order-1'))).toMatchObject({ data: { timeline: [] } })
  await answer(historyKey, aPage(anOrder(['confirmed'])))
  expect(await recallAnswer(store, orderKey('order-1'))).toMatchObject({ data: { status: 'confirmed' } })
})

test('what was kept of another contract is not shown', async () => {
  const { store, answer } = await device()
  await answer(historyKey, aPage(anOrder()))
  const [row] = await store.all<object>('answers', 'ana')
  await store.put('answers', { ...row, contract: contractVersion - 1 })
  expect(await recallAnswer(store, historyKey)).toBeNull()
})

test('a narrowed history is neither kept nor made up', async () => {
  const { store, answer } = await device()
  const narrowed = ['listOrders', 'ana', urlOf(listOrders, { query: { q: 'cake' } })]
  await answer(narrowed, aPage(anOrder()))
  expect([await recallAnswer(store, narrowed), await recallAnswer(store, historyKey)]).toEqual([null, null])
})

test('nothing is kept or recalled for anybody but whom the device has signed in', async () => {
  const { store, answer } = await device()
  await answer(historyKey, aPage(anOrder()))
  await answer(['listOrders', 'ben', urlOf(listOrders)], aPage(anOrder([], { number: 7 })))
  expect(await store.all('answers', 'ben')).toEqual([])
  expect(await recallAnswer(store, historyKey)).toMatchObject({ data: aPage(anOrder()) })
  keepAccount(ben)
  expect(await recallAnswer(store, historyKey)).toBeNull()
  await vi.waitFor(async () => expect(await store.all('answers', 'ana')).toEqual([]))
})

test('signing out leaves nothing, and the store opens again for whoever comes next', async () => {
  const { store, answer } = await device()
  await answer(historyKey, aPage(anOrder()))
  forgetDevice()
  await vi.waitFor(async () => expect(await store.all('answers', 'ana')).toEqual([]))
  await answer(historyKey, aPage(anOrder()))
  await vi.waitFor(async () => expect(await store.all('answers', 'ana')).toEqual([]))
})

test('of the orders that were looked at the newest thirty stay', async () => {
  const { store, answer } = await device()
  for (let number = 1; number <= 32; number++)
    await answer(orderKey(`order-${number}`), anOrder([], { number }), morning + number)
  await thinAnswers(store, 'ana')
  const kept = (await store.all<{ name: string }>('answers', 'ana')).map(({ name }) => name)
  expect([kept.length, kept.includes('order-2'), kept.includes('order-3')]).toEqual([30, false, true])
})
