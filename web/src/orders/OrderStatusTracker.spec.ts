import type { OrderStatus } from '@orderbeat/shared'
import { logOut, trackOrder } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { defineComponent, h, KeepAlive, ref } from 'vue'
import { countListeners, showTab } from '../../test/browser-state.ts'
import { fakeApi, problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { aTracking } from '../../test/samples.ts'
import { useSessionActions } from '../session/session-actions.ts'
import OrderStatusTracker from './OrderStatusTracker.vue'

useFakeTime()

function trackerApi(moves: OrderStatus[] = [], options = {}) {
  const api = fakeApi()
  api.on(trackOrder, aTracking(moves, options))
  api.on(logOut, reply({ status: 204 }))
  return api
}

const props = { orderId: 'order-1' }

test('refreshes once every 60 s while visible, not at all while hidden, and catches up', async () => {
  const api = trackerApi()
  mountApp(OrderStatusTracker, { api, props })
  await seconds(600)
  expect(api.count(trackOrder)).toBe(11)
  showTab(false)
  await seconds(600)
  expect(api.count(trackOrder)).toBe(11)
  expect(vi.getTimerCount()).toBe(0)
  showTab(true)
  await seconds(0)
  expect(api.count(trackOrder)).toBe(12)
})

test('put away by KeepAlive it asks for nothing and leaves no timer; back again it catches up', async () => {
  const api = trackerApi()
  const shown = ref(true)
  const other = defineComponent(() => () => h('p'))
  mountApp(defineComponent(() => () => h(KeepAlive, () => shown.value ? h(OrderStatusTracker, props) : h(other))), { api })
  await seconds(1)
  shown.value = false
  await seconds(600)
  expect(api.count(trackOrder)).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
  shown.value = true
  await seconds(0)
  expect(api.count(trackOrder)).toBe(2)
})

test('leaves no timer and no listener after unmounting', async () => {
  const api = trackerApi()
  const shown = ref(false)
  mountApp(defineComponent(() => () => shown.value ? h(OrderStatusTracker, props) : null), { api })
  const listeners = countListeners()
  shown.value = true
  await seconds(61)
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  shown.value = false
  await seconds(0)
  expect(vi.getTimerCount()).toBe(0)
  expect(listeners.left).toEqual([])
})

test('the skeleton is for the first load only', async () => {
  const api = trackerApi()
  const { wrapper } = mountApp(OrderStatusTracker, { api, props })
  expect(wrapper.get('section').attributes('aria-busy')).toBe('true')
  await seconds(1)
  const rail = wrapper.get('ol').element
  for (let second = 0; second < 130; second++) {
    await seconds(1)
    expect(wrapper.find('[aria-busy], [aria-hidden] .disc').exists()).toBe(false)
  }
  expect(wrapper.get('ol').element).toBe(rail)
})

test('its props set the beat and switch it off', async () => {
  const api = trackerApi()
  const { wrapper } = mountApp(OrderStatusTracker, { api, props: { ...props, refreshInterval: 15_000 } })
  await seconds(60)
  expect(api.count(trackOrder)).toBe(5)
  await wrapper.setProps({ autoRefresh: false })
  await seconds(600)
  expect(api.count(trackOrder)).toBe(5)
  expect(wrapper.text()).toContain('Paused')
})

test('"Refresh status" asks now; five clicks are one request', async () => {
  const api = trackerApi()
  const { wrapper } = mountApp(OrderStatusTracker, { api, props })
  await seconds(5)
  for (let click = 0; click < 5; click++)
    void wrapper.findAll('button').find(one => one.text() === 'Refresh status')!.trigger('click')
  await seconds(1)
  expect(api.count(trackOrder)).toBe(2)
})

test('tells a newer status once, and at first only where the page knows another one', async () => {
  const api = trackerApi(['processing'])
  const { wrapper } = mountApp(OrderStatusTracker, { api, props: { ...props, currentStatus: 'pending' } })
  await seconds(1)
  api.on(trackOrder, aTracking(['processing', 'shipped']))
  await seconds(180)
  expect(wrapper.emitted('statusUpdate')).toEqual([
    [{ orderId: 'order-1', status: 'processing', statusInfo: aTracking(['processing']).statusInfo }],
    [{ orderId: 'order-1', status: 'shipped', statusInfo: aTracking(['processing', 'shipped']).statusInfo }],
  ])
})

test('what the page knows already is not told', async () => {
  const { wrapper } = mountApp(OrderStatusTracker, { api: trackerApi(['processing']), props: { ...props, currentStatus: 'processing' } })
  await seconds(61)
  expect(wrapper.emitted('statusUpdate')).toBeUndefined()
})

test('draws the stations with their states and times, the current one as such', async () => {
  const { wrapper } = mountApp(OrderStatusTracker, { api: trackerApi(['confirmed', 'processing']), props })
  await seconds(1)
  const stations = wrapper.findAll('li')
  expect(stations.map(station => station.get('.label').text())).toEqual(['Order placed', 'Confirmed', 'Being prepared', 'On its way', 'Delivered'])
  expect(stations.map(station => station.attributes('data-state'))).toEqual(['done', 'done', 'current', 'upcoming', 'upcoming'])
  expect(stations.map(station => station.find('time').exists())).toEqual([true, true, true, false, false])
  expect(stations.map(station => station.attributes('aria-current'))).toEqual([undefined, undefined, 'step', undefined, undefined])
})

test('a skipped station is passed without a time', async () => {
  const { wrapper } = mountApp(OrderStatusTracker, { api: trackerApi(['shipped']), props })
  await seconds(1)
  const skipped = wrapper.get('[data-state="skipped"]')
  expect(skipped.text()).toBe('Being prepared, passed by')
  expect(skipped.find('time').exists()).toBe(false)
})

test('payment never moves the rail back', async () => {
  const { wrapper } = mountApp(OrderStatusTracker, { api: trackerApi(['processing', 'shipped', 'paid']), props })
  await seconds(1)
  expect(wrapper.get('.headline').text()).toContain('Paid, on its way')
  expect(wrapper.get('[aria-current="step"]').text()).toContain('On its way')
})

test('a cancelled order ends at a stop', async () => {
  const { wrapper } = mountApp(OrderStatusTracker, { api: trackerApi(['confirmed', 'cancelled']), props })
  await seconds(1)
  expect(wrapper.findAll('li').map(station => station.attributes('data-state'))).toEqual(['done', 'done', 'stopped'])
})

test('an order that is over is complete, not paused, and is not asked for again', async () => {
  const api = trackerApi()
  api.on(trackOrder, () => reply({ body: aTracking(['processing', 'shipped', 'delivered', 'paid']), headers: { 'poll-interval': '-1' } }))
  const { wrapper } = mountApp(OrderStatusTracker, { api, props })
  await seconds(3600)
  expect(api.count(trackOrder)).toBe(1)
  expect(wrapper.text()).toContain('Complete')
})

test('a failed refresh keeps the rail and says how old it is', async () => {
  const api = trackerApi(['processing'])
  const { wrapper } = mountApp(OrderStatusTracker, { api, props })
  await seconds(1)
  api.network.down = true
  await seconds(180)
  expect(wrapper.findAll('li')).toHaveLength(4)
  expect(wrapper.text()).toMatch(/You are offline. This is as of \d\d:\d\d\./)
})

test('an order that does not exist is said to, once', async () => {
  const api = trackerApi()
  api.on(trackOrder, () => problem('order-not-found'))
  const { wrapper } = mountApp(OrderStatusTracker, { api, props })
  await seconds(600)
  expect(wrapper.text()).toContain('There is no such order.')
  expect(api.count(trackOrder)).toBe(1)
})

test('another order id shows nothing of the one before', async () => {
  const api = trackerApi(['processing'])
  const { wrapper } = mountApp(OrderStatusTracker, { api, props })
  await seconds(1)
  api.on(trackOrder, ({ url }) => url.pathname.includes('order-2') ? aTracking([], { number: 2 }) : aTracking(['processing']))
  await wrapper.setProps({ orderId: 'order-2' })
  expect(wrapper.text()).not.toContain('Being prepared')
  await seconds(1)
  expect(wrapper.text()).toContain('Order placed')
  expect(wrapper.emitted('statusUpdate')).toBeUndefined()
})

test('stops at sign-out', async () => {
  const api = trackerApi()
  let signOut = async () => {}
  mountApp(defineComponent(() => {
    signOut = useSessionActions().signOut
    return () => h(OrderStatusTracker, props)
  }), { api })
  await seconds(1)
  await signOut()
  await seconds(600)
  expect(api.count(trackOrder)).toBe(1)
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1)
})
