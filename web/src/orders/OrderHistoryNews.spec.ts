import { listOrders, placeOrder, trackOrder } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { never, problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi } from '../../test/poller.ts'
import { anOrder, aPage, aTracking } from '../../test/samples.ts'
import { usePlaceOrder } from './order-queries.ts'
import OrderHistory from './OrderHistory.vue'
import OrderStatusTracker from './OrderStatusTracker.vue'

useFakeTime()

test('a failed refresh keeps the orders and says how old they are', async () => {
  const api = historyApi(anOrder())
  const { wrapper } = mountApp(OrderHistory, { api })
  await seconds(1)
  expect(wrapper.text()).toContain('Live · just now')
  await seconds(12)
  expect(wrapper.text()).toContain('Live · 13 s ago')
  api.network.down = true
  await seconds(180)
  expect(wrapper.findAll('article')).toHaveLength(1)
  expect(wrapper.text()).toMatch(/Offline · last seen \d\d:\d\d/)
  expect(wrapper.text()).toMatch(/You are offline. This is as of \d\d:\d\d\./)
  api.network.down = false
  api.on(listOrders, () => problem('unavailable'))
  await seconds(30)
  expect(wrapper.text()).toContain('Stale · 3 min')
  api.on(listOrders, aPage(anOrder()))
  await wrapper.findAll('button').find(one => one.text() === 'Try again')!.trigger('click')
  await seconds(1)
  expect(wrapper.text()).toContain('Live · just now')
  expect(wrapper.text()).not.toContain('could not be refreshed')
})

test('a first load that fails offers another try', async () => {
  const api = historyApi()
  api.network.down = true
  const { wrapper } = mountApp(OrderHistory, { api })
  await seconds(1)
  expect(wrapper.text()).toContain('Your orders could not be loaded.')
  api.network.down = false
  await wrapper.findAll('button').find(one => one.text() === 'Try again')!.trigger('click')
  await seconds(1)
  expect(wrapper.text()).toContain('There are no orders here.')
})

test('says which status changed, once, and not what it shows first', async () => {
  const api = historyApi(anOrder([], { number: 2 }), anOrder())
  const { wrapper } = mountApp(OrderHistory, { api })
  await seconds(31)
  expect(wrapper.emitted('statusUpdate')).toBeUndefined()
  api.on(listOrders, aPage(anOrder([], { number: 3 }), anOrder([], { number: 2 }), anOrder(['confirmed'])))
  await seconds(90)
  expect(wrapper.emitted('statusUpdate')).toEqual([[{ orderId: 'order-1', status: 'confirmed', statusInfo: anOrder(['confirmed']).statusInfo }]])
  expect(wrapper.findAll('article').map(ticket => ticket.find('.flash').exists())).toEqual([false, false, true])
})

test('what the tracker learns shows here at once, and each of them tells it once', async () => {
  const api = historyApi(anOrder(['processing']))
  api.on(trackOrder, aTracking(['processing']))
  const told: string[] = []
  const both = defineComponent(() => () => [
    h(OrderStatusTracker, { orderId: 'order-1', onStatusUpdate: ({ status }) => told.push(`tracker ${status}`) }),
    h(OrderHistory, { onStatusUpdate: ({ status }) => told.push(`history ${status}`) }),
  ])
  const { wrapper } = mountApp(both, { api })
  await seconds(1)
  api.on(trackOrder, aTracking(['processing', 'shipped']))
  api.on(listOrders, never)
  await wrapper.findAll('button').find(one => one.text() === 'Refresh status')!.trigger('click')
  await seconds(1)
  expect(wrapper.get('article').text()).toContain('On its way')
  api.on(listOrders, aPage(anOrder(['processing', 'shipped'])))
  await seconds(200)
  expect(told.toSorted()).toEqual(['history shipped', 'tracker shipped'])
})

test('an answer that is older than what is known is dropped', async () => {
  const api = historyApi(anOrder(['processing']))
  api.on(trackOrder, aTracking(['processing']))
  const both = defineComponent(() => () => [h(OrderStatusTracker, { orderId: 'order-1' }), h(OrderHistory)])
  const { wrapper } = mountApp(both, { api })
  await seconds(1)
  let arrive = (_page: ReturnType<typeof aPage>) => {}
  api.on(listOrders, () => new Promise(resolve => arrive = resolve) as never)
  await seconds(29)
  api.on(trackOrder, aTracking(['processing', 'shipped']))
  await wrapper.findAll('button').find(one => one.text() === 'Refresh status')!.trigger('click')
  await seconds(1)
  arrive(aPage(anOrder([], { number: 2 }), anOrder(['processing'])))
  await seconds(1)
  expect(wrapper.findAll('article').map(ticket => ticket.get('h2').text().split(' · ')[0])).toEqual(['Order placed', 'On its way'])
})

test('a placed order is on top at once', async () => {
  const api = historyApi(anOrder())
  api.on(placeOrder, () => reply({ status: 201, body: anOrder([], { number: 2 }) }))
  let place = async (): Promise<unknown> => undefined
  const shop = defineComponent(() => {
    const { mutateAsync } = usePlaceOrder()
    place = () => mutateAsync({ items: [{ productId: 'beans', quantity: 2 }], fulfilment: 'pickup', paymentMethod: 'card' })
    return () => h(OrderHistory)
  })
  const { wrapper } = mountApp(shop, { api })
  await seconds(1)
  api.on(listOrders, never)
  await place()
  await seconds(0)
  expect(wrapper.findAll('article').map(ticket => ticket.get('.number').text())).toEqual(['ONLINE-000002', 'ONLINE-000001'])
  expect(api.count(listOrders)).toBe(2)
  expect(api.requests.at(-1)!.headers.has('if-none-match')).toBe(false)
})

test('older orders come below, and are kept current with the others', async () => {
  const api = historyApi()
  const all = Array.from({ length: 45 }, (_, index) => anOrder([], { number: 45 - index }))
  api.on(listOrders, ({ url }) => {
    const limit = Number(url.searchParams.get('limit') ?? 20)
    return { orders: all.slice(0, limit), total: 45, nextCursor: limit < 45 ? 'next' : null }
  })
  const { wrapper } = mountApp(OrderHistory, { api })
  await seconds(1)
  const older = () => wrapper.findAll('button').find(one => one.text() === 'Show older orders')
  await older()!.trigger('click')
  expect(wrapper.findAll('article')).toHaveLength(20)
  await seconds(1)
  expect(wrapper.findAll('article')).toHaveLength(40)
  await older()!.trigger('click')
  await seconds(1)
  expect(wrapper.findAll('article')).toHaveLength(45)
  expect(older()).toBeUndefined()
})

test('filters go into the request, and the page can say what an empty list means', async () => {
  const api = historyApi()
  const { wrapper } = mountApp(OrderHistory, { api, props: { status: 'shipped', q: 'cup' }, slots: { empty: () => 'No order of yours fits.' } })
  await seconds(1)
  expect(api.requests[0]!.url.search).toBe('?status=shipped&q=cup')
  expect(wrapper.text()).toContain('No order of yours fits.')
})
