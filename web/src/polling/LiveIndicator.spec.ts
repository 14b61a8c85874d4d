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

/** The indicator with its details open. The document of these tests has no popovers: the event stands for the opening. */
async function opened(parts: Partial<Beat> = {}) {
  setActivePinia(createPinia())
  const indicator = mount(LiveIndicator, { props: { beat: { ...live, ...parts } } })
  const panel = indicator.get('[popover]')
  panel.element.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'open' }))
  await vi.advanceTimersByTimeAsync(12_000)
  const facts = () => Object.fromEntries(panel.findAll('dt').map((name, place) => [name.text(), panel.findAll('dd')[place]!.text()]))
  return { indicator, panel, facts }
}

test('the words open to the details, which outlast every answer', async () => {
  const { indicator, panel, facts } = await opened()
  const words = indicator.get('button.words')
  expect(words.attributes()).toMatchObject({ 'popovertarget': panel.attributes('id'), 'aria-expanded': 'true' })
  expect(facts()).toEqual({ 'Checked': '12 s ago', 'Next check': 'in 18 s' })
  const chosen = panel.get('input:checked').element
  await indicator.setProps({ beat: { ...live, askedAt: morning + 30_000, updatedAt: morning + 30_000, nextAt: morning + 60_000, pulse: 2 } })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(panel.get('input:checked').element).toBe(chosen)
  expect(facts()).toEqual({ 'Checked': '12 s ago', 'Next check': 'in 18 s' })
})

test.each<[string, Partial<Beat>, Record<string, string>]>([
  ['due', { nextAt: morning + 12_000 }, { 'Checked': '12 s ago', 'Next check': 'now' }],
  ['paused', { state: 'paused', nextAt: null }, { 'Checked': '12 s ago', 'Next check': 'when you ask' }],
  ['not answered yet', { updatedAt: null, askedAt: null, nextAt: null }, { 'Checked': 'not yet', 'Next check': 'now' }],
  ['offline', { state: 'offline', updatedAt: morning - 300_000, nextAt: morning + 300_000 }, { 'Tried': '12 s ago, in vain', 'Next check': 'in 5 min' }],
])('the details when %s', async (_, parts, facts) => {
  expect((await opened(parts)).facts()).toEqual(facts)
})

test('closed, the details are not there', async () => {
  const { indicator, panel } = await opened()
  panel.element.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'closed' }))
  await vi.advanceTimersByTimeAsync(0)
  expect(indicator.get('button.words').attributes('aria-expanded')).toBe('false')
  expect(panel.text()).toBe('')
})

test('a choice holds for the whole device, and "Paused" says how to go on', async () => {
  const { panel } = await opened()
  await panel.get('input[value="paused"]').setValue()
  expect(usePollPreference().choice).toBe('paused')
  expect(panel.text()).toContain('choose another to go on')
  await panel.get('input[value="60"]').setValue()
  expect(usePollPreference().choice).toBe(60)
  await panel.get('input[value="usual"]').setValue()
})

test('its name does not change with every second', async () => {
  const { indicator } = await opened()
  const words = indicator.get('button.words').element.cloneNode(true) as Element
  words.querySelectorAll('[aria-hidden]').forEach(part => part.remove())
  expect(words.textContent.trim()).toBe('Live')
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
