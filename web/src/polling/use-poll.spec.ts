import { listOrders, trackOrder } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { computed, defineComponent, h, ref } from 'vue'
import { never } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder, aPage, morning } from '../../test/samples.ts'
import { readAgain } from './poll-book.ts'
import { usePollPreference } from './poll-preference.ts'
import { usePoll } from './use-poll.ts'

useFakeTime()

test('asks once at the start and then once every 30 s', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(29.9)
  expect(api.count(listOrders)).toBe(1)
  for (let beat = 2; beat <= 11; beat++) {
    await seconds(30)
    expect(api.count(listOrders)).toBe(beat)
  }
})

test('slow answers do not shift the phase', async () => {
  const api = historyApi(anOrder())
  api.on(listOrders, async () => {
    await new Promise(resolve => setTimeout(resolve, 4000))
    return aPage(anOrder())
  })
  mountApp(poller().component, { api })
  await seconds(30 * 10 + 1)
  expect(api.count(listOrders)).toBe(11)
})

test('what is learned from elsewhere neither delays the next request nor makes the answer younger', async () => {
  const api = historyApi(anOrder())
  const { queryClient, wrapper } = mountApp(poller().component, { api })
  for (let second = 0; second < 29; second++) {
    await seconds(1)
    const [query] = queryClient.getQueryCache().getAll()
    query!.setData({ ...(query!.state.data as object) }, { updatedAt: query!.state.dataUpdatedAt, manual: true })
  }
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
  wrapper.unmount()
})

test('two that show the same share one request', async () => {
  const api = historyApi(anOrder())
  const { component } = poller()
  mountApp(defineComponent(() => () => [h(component), h(component)]), { api })
  await seconds(61)
  expect(api.count(listOrders)).toBe(3)
})

test('an answer that says "not modified" renders nothing and keeps the very object', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  const { renders } = seen
  const held = seen.poll.data.value
  await seconds(300)
  expect(api.asked(listOrders).at(-1)!.headers.get('if-none-match')).toBeTruthy()
  expect(seen.renders).toBe(renders)
  expect(seen.poll.data.value).toBe(held)
  expect(seen.poll.beat.value).toMatchObject({ state: 'live', pulse: 11, updatedAt: morning + 300_000 })
})

test('asks past the browser\'s own cache', async () => {
  const api = historyApi(anOrder())
  const fetch = vi.spyOn(api, 'fetch')
  mountApp(poller().component, { api })
  await seconds(1)
  expect(fetch.mock.calls[0]![1]).toMatchObject({ cache: 'no-store' })
})

test('five refreshes are one request, in full and past all tags', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(10)
  await Promise.all([1, 2, 3, 4, 5].map(() => seen.poll.refresh()))
  expect(api.count(listOrders)).toBe(2)
  expect(api.requests.at(-1)!.headers.has('if-none-match')).toBe(false)
  await seconds(29)
  expect(api.count(listOrders)).toBe(2)
  await seconds(1)
  expect(api.count(listOrders)).toBe(3)
})

test('refreshes that come while the first is under way join it', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(10)
  api.on(listOrders, async () => {
    await new Promise(resolve => setTimeout(resolve, 1000))
    return aPage(anOrder())
  })
  for (let click = 0; click < 5; click++) {
    void seen.poll.refresh()
    await seconds(0.1)
  }
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
  expect(api.requests[1]!.signal.aborted).toBe(false)
})

test('a read after one\'s own write does not wait for what was asked before it', async () => {
  const api = historyApi(anOrder())
  const { component } = poller()
  const { queryClient, wrapper } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, never)
  await seconds(30)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  readAgain(queryClient, { queryKey: [listOrders.schema.operationId] })
  await seconds(1)
  expect(wrapper.text()).toBe('confirmed')
  expect(api.requests[1]!.signal.aborted).toBe(true)
  expect(api.requests[2]!.headers.has('if-none-match')).toBe(false)
})

test('an answer that was overtaken by a newer one is dropped', async () => {
  const api = historyApi(anOrder())
  const { component } = poller()
  const { queryClient, wrapper } = mountApp(component, { api })
  await seconds(1)
  let late = (): void => {}
  // A server, or a proxy, that goes on with what was given up.
  api.on(listOrders, () => new Promise(resolve => late = () => resolve(aPage(anOrder()) as never)))
  await seconds(30)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  readAgain(queryClient, { queryKey: [listOrders.schema.operationId] })
  await seconds(1)
  late()
  await seconds(1)
  expect(wrapper.text()).toBe('confirmed')
  expect(api.count(listOrders)).toBe(3)
})

test('where the person has paused it, it is read once, and on refresh', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  const { queryClient } = mountApp(component, { api })
  usePollPreference().choice = 'paused'
  await seconds(600)
  expect(api.count(listOrders)).toBe(1)
  expect(seen.poll.beat.value.state).toBe('paused')
  await seen.poll.refresh()
  expect(api.count(listOrders)).toBe(2)
  readAgain(queryClient, { queryKey: [listOrders.schema.operationId] })
  await seconds(1)
  expect(api.count(listOrders)).toBe(3)
  usePollPreference().choice = 60
  await seconds(61)
  expect(api.count(listOrders)).toBe(4)
  usePollPreference().choice = 'usual'
})

test('options that change every second do not starve the beat', async () => {
  const api = historyApi(anOrder())
  const clock = ref(0)
  mountApp(poller({ interval: computed(() => 30_000 + clock.value % 2) }).component, { api })
  for (let second = 0; second < 600; second++) {
    clock.value++
    await seconds(1)
  }
  expect(api.count(listOrders)).toBeGreaterThanOrEqual(20)
})

test('switched off by the page it still loads once, unless it is not to ask at all', async () => {
  const api = historyApi(anOrder())
  mountApp(poller({ interval: -1 }).component, { api })
  mountApp(defineComponent(() => {
    usePoll(trackOrder, { params: { orderId: '1' } }, { enabled: false })
    return () => null
  }), { api })
  await seconds(300)
  expect(api.count(listOrders)).toBe(1)
  expect(api.count(trackOrder)).toBe(0)
})
