import type { Order } from '@orderbeat/shared'
import { cancelOrder, getOrder, listNotifications, listOrders, trackOrder } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { fakeApi, problem } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage, settled } from '../../test/mount-page.ts'
import { anOrder, aNotificationPage, aPage } from '../../test/samples.ts'
import { refusedBecause } from '../../test/staff-samples.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import { trackingOf } from './order-tracking.ts'
import OrderPage from './OrderPage.vue'

useFakeTime()

const at = '2026-11-20T08:30:00.000Z'

function entry(parts: Partial<NonNullable<Order['timeline']>[number]>) {
  return { id: 'event', version: 1, type: 'order.created' as const, from: null, to: 'pending' as const, changed: {}, customerComment: null, at, ...parts }
}

async function opened(order: Order) {
  const api = fakeApi()
  const shop = { order }
  api.on(getOrder, () => ({ timeline: [entry({})], ...shop.order }))
  api.on(trackOrder, () => trackingOf(shop.order))
  api.on(listOrders, () => aPage(shop.order))
  api.on(listNotifications, aNotificationPage())
  const page = await mountPage(OrderPage, `/orders/${order.number}`, { api, props: { orderId: order.number } })
  return { ...page, shop, toasts: useToasts(page.global.plugins[0] as never), button: (words: string) => page.wrapper.findAll('button').find(one => one.text() === words) }
}

test('the head says number, state and what comes next; the tracker stands below', async () => {
  const { wrapper } = await opened(anOrder(['confirmed', 'processing', 'shipped']))
  expect(wrapper.get('.head .number').text()).toBe('ONLINE-000001')
  expect(wrapper.get('h1').text()).toBe('On its way\u00A0· arrives soon')
  expect(wrapper.get('[aria-label="Order status"]').text()).toContain('Refresh status')
})

test('the receipt adds up, and a discount says why', async () => {
  const discount = { discount: { from: 0, to: 300, reason: 'Welcome back' } }
  const { wrapper } = await opened({ ...anOrder(), discount: 300, total: 2200, timeline: [entry({}), entry({ id: 'b', type: 'order.updated', to: null, changed: discount })] })
  const sums = wrapper.findAll('.sums .line').map(line => [line.get('dt').text(), line.get('.amount').text()])
  expect(sums).toEqual([['Subtotal', '€25.00'], ['Discount: Welcome back', '−€3.00'], ['Total', '€22.00']])
})

test('the tracking number can be copied, and followed only where there is a link', async () => {
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
  const { wrapper } = await opened({ ...anOrder(['processing', 'shipped']), trackingNumber: 'OB-1', trackingUrl: 'https://post.example/OB-1' })
  await wrapper.get('.copy').trigger('click')
  await settled()
  expect(writeText).toHaveBeenCalledWith('OB-1')
  expect(wrapper.get('.copy').text()).toContain('Copied')
  expect(wrapper.get('.follow').attributes()).toMatchObject({ href: 'https://post.example/OB-1', rel: 'noreferrer noopener' })
  vi.unstubAllGlobals()
})

test('what happened is told newest first, with exact times and what the shop said', async () => {
  const { wrapper } = await opened({ ...anOrder(['processing']), timeline: [entry({}), entry({ id: 'b', type: 'order.processing', to: 'processing', customerComment: 'With a small present.' })] })
  const lines = wrapper.findAll('.timeline .entry').map(line => line.get('.heading').text())
  expect(lines).toEqual(['Being prepared', 'Order placed'])
  expect(wrapper.get('.said').text()).toBe('With a small present.')
  expect(wrapper.get('.timeline time').attributes('datetime')).toBe(at)
})

test('a pending order is cancelled after one more question, with a reason', async () => {
  const { api, shop, toasts, wrapper, button } = await opened(anOrder())
  api.on(cancelOrder, () => shop.order = anOrder(['cancelled']))
  await button('Cancel order')!.trigger('click')
  expect(api.count(cancelOrder)).toBe(0)
  await wrapper.get('textarea').setValue(' Found one already ')
  await wrapper.get('form').trigger('submit')
  await settled()
  const [request] = api.asked(cancelOrder)
  expect(request!.body).toEqual({ reason: 'Found one already' })
  expect(request!.headers.get('idempotency-key')).toBeTruthy()
  expect(wrapper.get('h1').text()).toMatch(/^Cancelled/)
  expect(wrapper.find('.cancel').exists()).toBe(false)
  expect(toasts.pile).toMatchObject([{ tone: 'warning', text: 'Order cancelled' }])
})

test('"Keep the order" asks nothing of the API', async () => {
  const { api, wrapper, button } = await opened(anOrder())
  await button('Cancel order')!.trigger('click')
  await button('Keep the order')!.trigger('click')
  expect(wrapper.find('form').exists()).toBe(false)
  expect(api.count(cancelOrder)).toBe(0)
})

test('an order that the shop has started on says why it cannot be cancelled', async () => {
  const { wrapper, button } = await opened(anOrder(['processing']))
  expect(wrapper.get('.why').text()).toBe('The shop has started on this order: ask it to cancel.')
  expect(button('Cancel order')).toBeUndefined()
})

test('a cancel that comes too late shows the reason, and no toast', async () => {
  const { api, shop, toasts, wrapper, button } = await opened(anOrder())
  await button('Cancel order')!.trigger('click')
  api.on(cancelOrder, () => {
    shop.order = anOrder(['processing'])
    return refusedBecause('The shop has started on this order: ask it to cancel.')
  })
  await wrapper.get('form').trigger('submit')
  await settled()
  expect(wrapper.get('.cancel').text()).toBe('The shop has started on this order: ask it to cancel.')
  expect(wrapper.get('h1').text()).toMatch(/^Being prepared/)
  expect(toasts.pile).toEqual([])
})

test('half a typed reason survives a refresh', async () => {
  const { wrapper, shop, button } = await opened(anOrder())
  await button('Cancel order')!.trigger('click')
  await wrapper.get('textarea').setValue('Found o')
  shop.order = { ...anOrder(), version: 2, note: 'changed' }
  await seconds(60)
  expect(wrapper.text()).toContain('changed')
  expect(wrapper.get('textarea').element.value).toBe('Found o')
})

test('an order of nobody\'s or somebody else\'s is no failure to try again', async () => {
  const api = fakeApi()
  api.on(getOrder, problem('order-not-found'))
  const { wrapper } = await mountPage(OrderPage, '/orders/x', { api, props: { orderId: 'x' } })
  expect(wrapper.text()).toContain('There is no such order among yours.')
  expect(wrapper.text()).not.toContain('Try again')
})

test('a failure on first load offers to try again', async () => {
  const api = fakeApi()
  api.on(getOrder, problem('unavailable'))
  const { wrapper } = await mountPage(OrderPage, '/orders/x', { api, props: { orderId: 'x' } })
  expect(wrapper.get('[role="alert"]').text()).toContain('Try again')
})

test('a refresh that fails later keeps the order on the screen', async () => {
  const { api, wrapper } = await opened(anOrder())
  api.network.down = true
  await seconds(60)
  expect(wrapper.get('h1').text()).toMatch(/^Order placed/)
  expect(wrapper.get('.receipt').text()).toContain('Coffee beans')
})

test('from another time zone, every time on the page is also said as it is at the shop', async () => {
  const hour = 60 - new Date(at).getTimezoneOffset()
  const zone = `${hour < 0 ? '-' : '+'}${String(Math.trunc(Math.abs(hour) / 60)).padStart(2, '0')}:${String(Math.abs(hour) % 60).padStart(2, '0')}`
  document.head.append(Object.assign(document.createElement('meta'), { name: 'orderbeat-time-zone', content: zone }))
  const { wrapper } = await opened(anOrder(['processing', 'shipped'], { estimatedDelivery: '2026-11-21T12:00:00.000Z' }))
  for (const place of ['.station[data-state="current"]', '.parcel', '.details', '.timeline'])
    expect(wrapper.get(`${place} .shop-time`).text()).toMatch(/\d\d:\d\d at the shop/)
  document.head.replaceChildren()
})

test('an open order invites to be told when it moves, one that is over does not', async () => {
  vi.stubGlobal('Notification', { permission: 'default' })
  expect((await opened(anOrder(['processing']))).wrapper.text()).toContain('Tell me when it moves')
  expect((await opened(anOrder(['processing', 'shipped', 'delivered', 'paid']))).wrapper.text()).not.toContain('Tell me')
  vi.unstubAllGlobals()
})
