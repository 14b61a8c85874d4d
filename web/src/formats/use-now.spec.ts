import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, KeepAlive, nextTick, ref } from 'vue'
import { useNow } from './use-now.ts'

const Clock = defineComponent(() => {
  const now = useNow()
  return () => h('time', String(now.value))
})

function hideTab(hidden: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(hidden ? 'hidden' : 'visible')
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('any number of readers share one timer, and none is left when the last one is gone', async () => {
  const clocks = [mount(Clock), mount(Clock), mount(Clock)]
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(clocks.map(clock => clock.text())).toEqual(['1002000', '1002000', '1002000'])
  clocks.forEach(clock => clock.unmount())
  expect(vi.getTimerCount()).toBe(0)
})

test('a hidden tab has no timer; shown again, the time is right at once', async () => {
  const clock = mount(Clock)
  hideTab(true)
  expect(vi.getTimerCount()).toBe(0)
  vi.setSystemTime(9_000_000)
  hideTab(false)
  await nextTick()
  expect(clock.text()).toBe('9000000')
  clock.unmount()
})

test('a page put away by KeepAlive does not keep the clock going', async () => {
  const shown = ref(true)
  const app = mount(() => h(KeepAlive, () => shown.value ? h(Clock) : null))
  expect(vi.getTimerCount()).toBe(1)
  shown.value = false
  await nextTick()
  expect(vi.getTimerCount()).toBe(0)
  shown.value = true
  await nextTick()
  expect(vi.getTimerCount()).toBe(1)
  app.unmount()
  expect(vi.getTimerCount()).toBe(0)
})

test('what is added to a page that is put away starts no clock before the page is back', async () => {
  const [shown, count] = [ref(true), ref(0)]
  const Page = defineComponent(() => () => Array.from({ length: count.value }, () => h(Clock)))
  const app = mount(() => h(KeepAlive, () => shown.value ? h(Page) : null))
  shown.value = false
  await nextTick()
  count.value = 1
  await nextTick()
  expect(vi.getTimerCount()).toBe(0)
  shown.value = true
  await nextTick()
  expect(vi.getTimerCount()).toBe(1)
  app.unmount()
  expect(vi.getTimerCount()).toBe(0)
})
