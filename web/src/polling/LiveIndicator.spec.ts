import type { Beat } from './beat.ts'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { countListeners } from '../../test/browser-state.ts'
import { morning } from '../../test/samples.ts'
import LiveIndicator from './LiveIndicator.vue'
import { usePollPreference } from './poll-preference.ts'

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers({ now: morning })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const live: Beat = { state: 'live', updatedAt: morning, askedAt: morning, nextAt: morning + 30_000, pulse: 1 }

test.each<[string, Partial<Beat>, number, string]>([
  ['live', {}, 12, 'Live · 12 s ago'],
  ['not answered yet', { updatedAt: null, askedAt: null, nextAt: null }, 1, 'Checking'],
  ['paused', { state: 'paused', nextAt: null }, 12, 'Paused'],
  ['offline', { state: 'offline' }, 12, `Offline · last seen ${new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(morning)}`],
  ['offline from the start', { state: 'offline', updatedAt: null }, 12, 'Offline'],
  ['stale', { state: 'stale' }, 200, 'Stale · 3 min'],
])('%s', async (_, parts, later, words) => {
  const indicator = mount(LiveIndicator, { props: { beat: { ...live, ...parts } } })
  await vi.advanceTimersByTimeAsync(later * 1000)
  expect(indicator.get('.words').text()).toBe(words)
})

test('the ring fills until the next check', async () => {
  const indicator = mount(LiveIndicator, { props: { beat: live } })
  const filled = () => 1 - Number.parseFloat((indicator.get('.fill').element as SVGElement).style.strokeDashoffset)
  expect(indicator.find('.fill').exists()).toBe(false)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(filled()).toBe(0.5)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(filled()).toBe(1)
})

test('an answer pulses, coming to the page does not', async () => {
  const indicator = mount(LiveIndicator, { props: { beat: live } })
  expect(indicator.find('.pulse').exists()).toBe(false)
  await indicator.setProps({ beat: { ...live, pulse: 2 } })
  expect(indicator.find('.pulse').exists()).toBe(true)
})

test('opens to the details, which outlast every answer, and takes a choice for the whole device', async () => {
  setActivePinia(createPinia())
  const indicator = mount(LiveIndicator, { props: { beat: live } })
  const words = indicator.get('button.words')
  const panel = indicator.get('[popover]')
  expect(words.attributes('popovertarget')).toBe(panel.attributes('id'))
  expect(panel.text()).toBe('')
  panel.element.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'open' }))
  await vi.advanceTimersByTimeAsync(12_000)
  expect(words.attributes('aria-expanded')).toBe('true')
  expect(panel.findAll('dd').map(fact => fact.text())).toEqual(['12 s ago', 'in 18 s'])
  const chosen = panel.get<HTMLInputElement>('input:checked').element
  await indicator.setProps({ beat: { ...live, askedAt: morning + 30_000, updatedAt: morning + 30_000, pulse: 2 } })
  expect(panel.get('input:checked').element).toBe(chosen)
  await panel.get('input[value="paused"]').setValue()
  expect(usePollPreference().choice).toBe('paused')
  usePollPreference().choice = 'usual'
})

test('a tap asks now', async () => {
  const indicator = mount(LiveIndicator, { props: { beat: live } })
  await indicator.get('button').trigger('click')
  expect(indicator.emitted('refresh')).toHaveLength(1)
})

test('it leaves no timer and no listener', async () => {
  const listeners = countListeners()
  const indicator = mount(LiveIndicator, { props: { beat: live } })
  expect(vi.getTimerCount()).toBe(1)
  indicator.unmount()
  expect(vi.getTimerCount()).toBe(0)
  expect(listeners.left).toEqual([])
})
