import { listOrders } from '@orderbeat/shared'
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { defineComponent, h, KeepAlive, ref, shallowRef } from 'vue'
import { countListeners, showTab } from '../../test/browser-state.ts'
import { never } from '../../test/fake-api.ts'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { appAround, mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder, aPage } from '../../test/samples.ts'
import { usePollPreference } from './poll-preference.ts'
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

test('a hidden tab that makes itself heard goes on once a minute, until the person pauses it', async () => {
  const api = historyApi(anOrder())
  const { global } = mountApp(poller({ listening: true }).component, { api })
  await seconds(10)
  showTab(false)
  await seconds(49)
  expect(api.count(listOrders)).toBe(1)
  await seconds(60)
  expect(api.count(listOrders)).toBe(2)
  await seconds(600)
  expect(api.count(listOrders)).toBe(12)
  const preference = usePollPreference(global.plugins[0] as never)
  preference.choice = 'paused'
  await seconds(600)
  expect(api.count(listOrders)).toBe(12)
  preference.choice = 'usual'
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

test.each([
  ['a first load', 1000, 0],
  ['a refresh in turn with other tabs', 200, 1],
])('nothing is left of %s that is left %i times before its answer', { timeout: 20_000 }, async (_, times, answers) => {
  const api = historyApi(anOrder())
  api.on(listOrders, () => api.count(listOrders) > answers ? never() : aPage(anOrder()))
  const tabs = fakeBrowser()()
  const lock = vi.spyOn(tabs.locks, 'request')
  const hear = vi.spyOn(tabs.channel, 'addEventListener')
  const visit = ref(0)
  const { component } = poller()
  mountApp(defineComponent(() => () => visit.value > 0 ? h(component, { key: visit.value }) : null), { api, world: { tabs, recall: async () => null } })
  const listeners = countListeners()
  if (answers > 0) {
    visit.value++
    await seconds(29)
  }
  while (visit.value < times + answers) {
    visit.value++
    await seconds(visit.value === 1 + answers ? 2 : 0)
  }
  visit.value = 0
  await flushPromises()
  const left = api.requests.slice(answers)
  expect(left).toHaveLength(times)
  expect(left.every(({ signal }) => signal.aborted)).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
  expect(listeners.left).toEqual([])
  expect(hear).not.toHaveBeenCalled()
  expect(lock).toHaveBeenCalledTimes(answers * times)
  await Promise.allSettled(lock.mock.results.map(({ value }) => value as Promise<unknown>))
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
