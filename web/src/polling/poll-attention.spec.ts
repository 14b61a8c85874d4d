import { listOrders } from '@orderbeat/shared'
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent, h, KeepAlive, ref, shallowRef } from 'vue'
import { countListeners, showTab } from '../../test/browser-state.ts'
import { never } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { appAround, mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder } from '../../test/samples.ts'
import { usePoll } from './use-poll.ts'

useFakeTime()

test('a hidden tab asks for nothing and has no timers; shown again it catches up at once', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(10)
  showTab(false)
  await seconds(0)
  expect(vi.getTimerCount()).toBe(0)
  await seconds(3600)
  expect(api.count(listOrders)).toBe(1)
  showTab(true)
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
  await seconds(30)
  expect(api.count(listOrders)).toBe(3)
})

test('a short look away changes nothing about the beat', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(10)
  showTab(false)
  await seconds(5)
  showTab(true)
  await seconds(14)
  expect(api.count(listOrders)).toBe(1)
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
})

test('a window that is visible but not focused goes on', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  window.dispatchEvent(new Event('blur'))
  await seconds(30)
  expect(api.count(listOrders)).toBe(2)
})

test('put away by KeepAlive it asks for nothing and has no timers; back again it catches up at once', async () => {
  const api = historyApi(anOrder())
  const shown = ref(true)
  const { component } = poller()
  const other = defineComponent(() => () => h('p'))
  mountApp(defineComponent(() => () => h(KeepAlive, () => h(shown.value ? component : other))), { api })
  await seconds(10)
  shown.value = false
  await seconds(0)
  expect(vi.getTimerCount()).toBe(0)
  await seconds(3600)
  expect(api.count(listOrders)).toBe(1)
  shown.value = true
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
})

test('nothing is left after unmounting, however often', async () => {
  const listeners = countListeners()
  const api = historyApi(anOrder())
  const { component } = poller()
  const app = appAround({ api })
  for (let time = 0; time < 1000; time++) {
    const wrapper = mount(component, { global: app.global })
    if (time % 100 === 0)
      await seconds(31)
    wrapper.unmount()
  }
  await flushPromises()
  expect(vi.getTimerCount()).toBe(0)
  expect(listeners.left).toEqual([])
})

test('a page that comes out of the back/forward cache catches up at once', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(1)
  showTab(false)
  await seconds(600)
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible')
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
})

test('after sleep, in which timers stand still, it asks within seconds', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(5)
  vi.setSystemTime(Date.now() + 8 * 3_600_000)
  await seconds(10)
  expect(api.count(listOrders)).toBe(2)
})

test('coming back to a page does not start its beat anew: what it shows is never older than a beat', async () => {
  const api = historyApi(anOrder())
  const app = appAround({ api })
  const { component, seen } = poller()
  for (let visit = 0; visit < 20; visit++) {
    const wrapper = mount(component, { global: app.global })
    await seconds(20)
    expect(Date.now() - seen.poll.beat.value.updatedAt!).toBeLessThanOrEqual(30_000)
    wrapper.unmount()
    await seconds(2)
  }
  expect(api.count(listOrders)).toBeLessThanOrEqual(16)
})

test('unmounting aborts the request that is under way', async () => {
  const api = historyApi(anOrder())
  api.on(listOrders, never)
  const { wrapper } = mountApp(poller().component, { api })
  await seconds(1)
  wrapper.unmount()
  await flushPromises()
  expect(api.requests[0]!.signal.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('an answer nobody looks at is dropped after a while, without a timer', async () => {
  const api = historyApi(anOrder())
  const q = shallowRef(0)
  const component = defineComponent(() => {
    usePoll(listOrders, () => ({ query: { q: `word ${q.value}` } }))
    return () => null
  })
  const { queryClient } = mountApp(component, { api })
  for (; q.value < 30; q.value++)
    await seconds(30)
  expect(queryClient.getQueryCache().getAll().length).toBeLessThan(15)
})
