import { listOrders } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { fakeApi } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage, settled } from '../../test/mount-page.ts'
import { anOrder, aPage } from '../../test/samples.ts'
import OrderHistoryPage from './OrderHistoryPage.vue'

useFakeTime()

async function opened(address = '/orders', ...orders: ReturnType<typeof anOrder>[]) {
  const api = fakeApi()
  api.on(listOrders, aPage(...orders))
  return mountPage(OrderHistoryPage, address, { api })
}

test('an address with filters shows just those orders', async () => {
  const { api, wrapper } = await opened('/orders?status=shipped&q=cake', anOrder(['shipped']))
  expect(api.asked(listOrders)[0]!.url.search).toBe('?status=shipped&q=cake')
  expect(wrapper.get('[data-status="shipped"]').attributes('aria-pressed')).toBe('true')
  expect(wrapper.get('input').element.value).toBe('cake')
})

test('a chip and the search change the address, without a step in the browser\'s history', async () => {
  const { api, router, wrapper } = await opened('/orders', anOrder())
  await wrapper.get('[data-status="delivered"]').trigger('click')
  await settled()
  expect(router.currentRoute.value.query).toEqual({ status: 'delivered' })
  await wrapper.get('input').setValue('bread')
  await seconds(0.2)
  expect(router.currentRoute.value.query).toEqual({ status: 'delivered' })
  await seconds(0.2)
  expect(router.currentRoute.value.query).toEqual({ status: 'delivered', q: 'bread' })
  expect(api.asked(listOrders).at(-1)!.url.search).toBe('?status=delivered&q=bread')
})

test('a status that does not exist is no filter', async () => {
  const { api } = await opened('/orders?status=lost', anOrder())
  expect(api.asked(listOrders)[0]!.url.search).toBe('')
})

test('who has not ordered is led to the shop; who has filtered too much gets everything back', async () => {
  const nothing = await opened()
  expect(nothing.wrapper.get('a[href="/"]').text()).toBe('Go to the shop')
  nothing.wrapper.unmount()
  const { router, wrapper } = await opened('/orders?status=ready')
  await wrapper.findAll('button').find(button => button.text() === 'Show all orders')!.trigger('click')
  await settled()
  expect(router.currentRoute.value.query).toEqual({})
})

test('the filters stay as they are while another page is shown', async () => {
  const { api, router } = await opened('/orders?status=shipped', anOrder(['shipped']))
  await router.push('/notifications?q=cake')
  await settled()
  expect(api.asked(listOrders).every(({ url }) => url.search === '?status=shipped')).toBe(true)
})
