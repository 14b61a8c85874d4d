import { listOrders, trackOrder } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import { showTab } from '../../test/browser-state.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder, aTracking } from '../../test/samples.ts'
import { useOrderHistory, useTracking } from '../orders/order-queries.ts'
import { readAgain } from './poll-book.ts'

useFakeTime()

test('after sleep, in which timers stand still, it asks within seconds', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(5)
  vi.setSystemTime(Date.now() + 8 * 3_600_000)
  await seconds(10)
  expect(api.count(listOrders)).toBe(2)
})

test.each([
  ['set back by an hour', -3_600_000],
  ['set forward by an hour', 3_600_000],
])('a clock that is %s costs a request and no more: the beat goes on', async (_, jump) => {
  const api = historyApi(anOrder())
  api.on(trackOrder, aTracking())
  const both = defineComponent(() => {
    useOrderHistory()
    useTracking('order-1')
    return () => null
  })
  mountApp(both, { api })
  await seconds(65)
  const [lists, trackings] = [api.count(listOrders), api.count(trackOrder)]
  vi.setSystemTime(Date.now() + jump)
  await seconds(11)
  expect(api.count(listOrders)).toBe(lists + 1)
  await seconds(300)
  expect(api.count(listOrders)).toBe(lists + 11)
  expect(api.count(trackOrder)).toBeLessThanOrEqual(trackings + 1)
})

test('a clock that is set back while nobody looks delays nothing when somebody does again', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(5)
  showTab(false)
  vi.setSystemTime(Date.now() - 3_600_000)
  await seconds(60)
  showTab(true)
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
  await seconds(300)
  expect(api.count(listOrders)).toBe(12)
})

test('opened while nobody looks, a clock that is set back delays nothing either', async () => {
  const api = historyApi(anOrder())
  showTab(false)
  mountApp(poller().component, { api })
  await seconds(5)
  vi.setSystemTime(Date.now() - 3_600_000)
  showTab(true)
  await seconds(60)
  expect(api.count(listOrders)).toBe(3)
})

test('what is to be read after one\'s own write is read at once, by whatever clock', async () => {
  const api = historyApi(anOrder())
  const { queryClient } = mountApp(poller().component, { api })
  await seconds(5)
  vi.setSystemTime(Date.now() - 3_600_000)
  await seconds(40)
  const before = api.count(listOrders)
  readAgain(queryClient, { queryKey: [listOrders.schema.operationId] })
  await seconds(1)
  expect(api.count(listOrders)).toBe(before + 1)
})

test('back online before the clock was set back, failures ask no more often than the beat', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(40)
  window.dispatchEvent(new Event('offline'))
  window.dispatchEvent(new Event('online'))
  await seconds(1)
  vi.setSystemTime(Date.now() - 3_600_000)
  await seconds(40)
  api.network.down = true
  const before = api.count(listOrders)
  await seconds(300)
  expect(api.count(listOrders)).toBe(before + 10)
})
