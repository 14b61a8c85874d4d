import { listOrders } from '@orderbeat/shared'
import { onlineManager } from '@tanstack/vue-query'
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { showTab } from '../../test/browser-state.ts'
import { never, problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { appAround, mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder, aPage, morning } from '../../test/samples.ts'
import { ApiError, ConnectionError } from '../api/client.ts'

useFakeTime()

test('a request that hangs is aborted after 10 s, and the beat goes on', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, never)
  await seconds(38)
  expect(api.requests.at(-1)!.signal.aborted).toBe(false)
  await seconds(1)
  expect(api.requests.at(-1)!.signal.aborted).toBe(true)
  expect(seen.poll.beat.value.state).toBe('offline')
  await seconds(3560)
  expect(api.count(listOrders)).toBe(121)
})

test('failures are not retried between beats, keep what is shown, and end with the next answer', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  const { wrapper } = mountApp(component, { api })
  await seconds(1)
  api.network.down = true
  await seconds(90)
  expect(api.count(listOrders)).toBe(4)
  expect(wrapper.text()).toBe('pending')
  expect(seen.poll.error.value).toBeInstanceOf(ConnectionError)
  expect(seen.poll.beat.value).toMatchObject({ state: 'offline', updatedAt: morning })
  api.network.down = false
  await seconds(30)
  expect(seen.poll.error.value).toBeNull()
  expect(seen.poll.beat.value).toMatchObject({ state: 'live', updatedAt: morning + 120_000 })
})

test('while the next request is under way, the failure of the last one still stands', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  api.network.down = true
  await seconds(30)
  api.network.down = false
  api.on(listOrders, never)
  await seconds(30)
  expect(api.count(listOrders)).toBe(3)
  expect(seen.poll.error.value).toBeInstanceOf(ConnectionError)
  expect(seen.poll.beat.value.state).toBe('offline')
})

test('an answer that is an error makes what is shown stale, and Retry-After is waited for, to the next beat after it', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, () => problem('unavailable', { 'retry-after': '100' }))
  await seconds(30)
  expect(seen.poll.beat.value).toMatchObject({ state: 'stale', nextAt: morning + 150_000 })
  await seconds(118)
  expect(api.count(listOrders)).toBe(2)
  await seconds(2)
  expect(api.count(listOrders)).toBe(3)
})

test('Retry-After is waited for by whoever comes back to the tab as well', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  api.on(listOrders, () => problem('too-many-requests', { 'retry-after': '600' }))
  await seconds(31)
  expect(api.count(listOrders)).toBe(1)
  showTab(false)
  await seconds(300)
  showTab(true)
  await seconds(250)
  expect(api.count(listOrders)).toBe(1)
  await seconds(80)
  expect(api.count(listOrders)).toBe(2)
})

test('Retry-After is over with the next answer, as after a refresh', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, () => problem('unavailable', { 'retry-after': '600' }))
  await seconds(30)
  api.on(listOrders, aPage(anOrder()))
  await seen.poll.refresh()
  expect(api.count(listOrders)).toBe(3)
  await seconds(301)
  expect(api.count(listOrders)).toBe(13)
})

test('those who were sent away together do not come back together', async () => {
  const dues = []
  for (const random of [0, 0.5, 1]) {
    const api = historyApi(anOrder())
    const { component, seen } = poller()
    mountApp(component, { api, world: { random: () => random } })
    api.on(listOrders, () => problem('unavailable', { 'retry-after': '45' }))
    await seconds(0)
    dues.push(seen.poll.beat.value.nextAt! - seen.poll.beat.value.askedAt!)
    await seconds(10)
    expect(seen.poll.beat.value.nextAt! - seen.poll.beat.value.askedAt!).toBe(dues.at(-1))
  }
  expect(dues).toEqual([60_000, 61_500, 63_000])
})

test('while requests fail there is no haste, even if the API had asked for it', async () => {
  const api = historyApi(anOrder())
  api.on(listOrders, () => reply({ body: aPage(anOrder()), headers: { 'poll-interval': '5' } }))
  mountApp(poller().component, { api })
  await seconds(11)
  expect(api.count(listOrders)).toBe(3)
  api.network.down = true
  await seconds(63)
  expect(api.count(listOrders)).toBe(5)
})

test('hidden while a request fails, it goes on when it is shown again', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(29)
  api.network.down = true
  await seconds(1)
  showTab(false)
  await seconds(600)
  expect(api.count(listOrders)).toBe(2)
  api.network.down = false
  showTab(true)
  await seconds(0)
  expect(api.count(listOrders)).toBe(3)
  await seconds(60)
  expect(api.count(listOrders)).toBe(5)
})

test.each([
  ['the connection fails', null],
  ['the API fails', problem('internal-error')],
])('hidden and listening while %s, it goes on once a minute', async (_, failure) => {
  const api = historyApi(anOrder())
  mountApp(poller({ listening: true }).component, { api })
  await seconds(10)
  showTab(false)
  if (failure === null)
    api.network.down = true
  else
    api.on(listOrders, failure)
  await seconds(600)
  expect(api.count(listOrders)).toBe(11)
})

test('a device that never gives what it has kept does not hold up the beat', async () => {
  const api = historyApi(anOrder())
  api.network.down = true
  const { wrapper } = mountApp(poller().component, { api, world: { recall: never } })
  await seconds(60)
  expect(api.count(listOrders)).toBe(3)
  api.network.down = false
  await seconds(30)
  expect(wrapper.text()).toBe('pending')
})

test('"not modified" in answer to a request that holds nothing is no answer: it says so, and the beat goes on', async () => {
  const api = historyApi(anOrder())
  api.on(listOrders, reply({ status: 304 }))
  const { component, seen } = poller()
  const { wrapper } = mountApp(component, { api })
  await seconds(1)
  expect([seen.poll.pending.value, seen.poll.beat.value.state]).toEqual([false, 'offline'])
  api.on(listOrders, aPage(anOrder()))
  await seconds(30)
  expect(wrapper.text()).toBe('pending')
})

test('a Retry-After of more than a day is waited for a day', async () => {
  const api = historyApi(anOrder())
  api.on(listOrders, problem('unavailable', { 'retry-after': '4000000000' }))
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  expect(seen.poll.beat.value.nextAt! - seen.poll.beat.value.askedAt!).toBe(86_400_000)
})

test('a first load that fails shows its error, not a skeleton again and again', async () => {
  const api = historyApi(anOrder())
  api.network.down = true
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  const states = new Set<boolean>()
  for (let second = 0; second < 65; second++) {
    await seconds(1)
    states.add(seen.poll.pending.value)
  }
  expect(states).toEqual(new Set([false]))
  expect(api.count(listOrders)).toBe(3)
})

test('back online it asks within seconds when what is shown is old, at a moment of its own', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api, world: { random: () => 0.5 } })
  await seconds(1)
  api.network.down = true
  window.dispatchEvent(new Event('offline'))
  await seconds(40)
  api.network.down = false
  window.dispatchEvent(new Event('online'))
  await seconds(1.4)
  expect(api.count(listOrders)).toBe(2)
  await seconds(0.1)
  expect(api.count(listOrders)).toBe(3)
})

test('begun while the browser says that it is offline, it asks all the same: the shop may be in the house', async () => {
  const api = historyApi(anOrder())
  onlineManager.setOnline(false)
  const { wrapper } = mountApp(poller().component, { api })
  await seconds(31)
  expect(wrapper.text()).toBe('pending')
  expect(api.count(listOrders)).toBe(2)
  onlineManager.setOnline(true)
})

test('begun without a connection, it says so instead of loading for ever, and goes on with the connection', async () => {
  const api = historyApi(anOrder())
  api.network.down = true
  onlineManager.setOnline(false)
  const { component, seen } = poller()
  const { wrapper } = mountApp(component, { api })
  await seconds(1)
  expect(seen.poll.pending.value).toBe(false)
  expect(seen.poll.beat.value).toMatchObject({ state: 'offline', updatedAt: null })
  api.network.down = false
  onlineManager.setOnline(true)
  await seconds(0)
  expect(wrapper.text()).toBe('pending')
  expect(seen.poll.beat.value.state).toBe('live')
})

test.each(['forbidden', 'order-not-found'] as const)('after "%s" it stops; a new visit may ask again', async (code) => {
  const api = historyApi(anOrder())
  api.on(listOrders, () => problem(code))
  const { component, seen } = poller()
  const app = appAround({ api })
  const first = mount(component, { global: app.global })
  await seconds(3600)
  expect(api.count(listOrders)).toBe(1)
  expect((seen.poll.error.value as ApiError).code).toBe(code)
  first.unmount()
  mount(component, { global: app.global })
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
})

test('an error is the API\'s problem, with its code', async () => {
  const api = historyApi(anOrder())
  api.on(listOrders, () => problem('internal-error'))
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  expect(seen.poll.error.value).toBeInstanceOf(ApiError)
  expect(seen.poll.error.value).toMatchObject({ status: 500, code: 'internal-error' })
})
