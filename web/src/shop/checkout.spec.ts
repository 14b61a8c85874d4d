import type { Order, PlaceOrderBody, problems as Problems } from '@orderbeat/shared'
import type { VueWrapper } from '@vue/test-utils'
import type { Client } from '../api/client.ts'
import { listProducts, placeOrder, problems } from '@orderbeat/shared'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { ana, sessionOf } from '../../test/samples.ts'
import { ApiError, clientKey, ConnectionError } from '../api/client.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import { createQueryClient } from '../query-client.ts'
import { useSession } from '../session/session-store.ts'
import { useBasket } from './basket-store.ts'
import CheckoutPage from './CheckoutPage.vue'

const mug = { id: 'mug', sku: 'MUG', name: 'Mug', description: '', price: 1999, currency: 'EUR', available: true }
interface Sent { body: PlaceOrderBody, headers: { 'idempotency-key': string } }
const place = vi.fn<(sent: Sent) => Promise<Order>>()
const client = { call: async (endpoint: unknown, input: unknown) => endpoint === listProducts ? { products: [mug] } : endpoint === placeOrder ? place(input as Sent) : undefined } as unknown as Client
let page: VueWrapper

function refusal(code: keyof typeof Problems, errors?: { path: string, message: string }[]): ApiError {
  return new ApiError({ type: `/problems/${code}`, ...problems[code], detail: '', instance: 'r', ...(errors && { errors }) }, { retryAfter: null, pollInterval: null })
}

async function openCheckout() {
  const pinia = createPinia()
  setActivePinia(pinia)
  useBasket().set('mug', 2)
  useSession().begin(sessionOf(ana))
  const empty = { render: () => null }
  const router = createRouter({ history: createMemoryHistory(), routes: ['', 'shop', 'orders', 'sign-in'].map(name => ({ path: `/${name}`, name, component: empty })).concat({ path: '/orders/:orderId', name: 'order', component: empty }) })
  page = mount(CheckoutPage, { attachTo: document.body, global: { plugins: [pinia, router, [VueQueryPlugin, { queryClient: createQueryClient() }]], provide: { [clientKey as symbol]: client } } })
  await flushPromises()
  return router
}

async function send(): Promise<void> {
  await page.get('form').trigger('submit')
  await flushPromises()
}

beforeEach(() => {
  localStorage.clear()
  place.mockReset().mockResolvedValue({ id: 'o1', number: 'ONLINE-000001', total: 3998 } as Order)
})

afterEach(() => page.unmount())

test('an order without an answer waits in the outbox and is sent again under its key, so that it is placed once', async () => {
  const router = await openCheckout()
  await page.get('textarea[name=address]').setValue('Street 1')
  place.mockRejectedValueOnce(new ConnectionError('offline'))
  await send()
  expect(router.currentRoute.value.fullPath).toBe('/orders')
  expect(useBasket().count).toBe(0)
  window.dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(place).toHaveBeenCalledTimes(2))
  const keys = place.mock.calls.map(([sent]) => sent.headers['idempotency-key'])
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
  await vi.waitFor(() => expect(useToasts().pile.at(-1)!.text).toBe('Your order was sent: the shop has it'))
})

test('a placed order empties the basket, is told by a toast and is the next page', async () => {
  const router = await openCheckout()
  await page.get('textarea[name=address]').setValue(' Ana, Street 1 ')
  await send()
  expect(place.mock.calls[0]![0].body).toEqual({ items: [{ productId: 'mug', quantity: 2 }], fulfilment: 'delivery', paymentMethod: 'cash_on_delivery', address: 'Ana, Street 1' })
  expect(useBasket().count).toBe(0)
  expect(useToasts().pile.map(toast => toast.text)).toEqual(['Order placed'])
  expect(router.currentRoute.value.fullPath).toBe('/orders/o1')
})

test('without an address nothing is sent; the field says so and has the focus', async () => {
  await openCheckout()
  await send()
  expect(place).not.toHaveBeenCalled()
  const field = page.get('textarea[name=address]')
  expect(field.attributes('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(field.element)
  expect(page.text()).toContain('Where should it go?')
})

test('what is picked up needs no address', async () => {
  await openCheckout()
  await page.get('input[value=pickup]').setValue()
  await send()
  expect(place.mock.calls[0]![0].body).not.toHaveProperty('address')
})

test('what the server finds wrong stands at its field', async () => {
  await openCheckout()
  place.mockRejectedValueOnce(refusal('invalid-request', [{ path: '/note', message: 'must match pattern' }]))
  await page.get('textarea[name=address]').setValue('Street 1')
  await page.get('textarea[name=note]').setValue('Hello')
  await send()
  const field = page.get('textarea[name=note]')
  expect(field.attributes('aria-invalid')).toBe('true')
  expect(document.activeElement).toBe(field.element)
  expect(useBasket().count).toBe(2)
})

test('two clicks place one order', async () => {
  await openCheckout()
  await page.get('textarea[name=address]').setValue('Street 1')
  await Promise.all([page.get('form').trigger('submit'), page.get('form').trigger('submit')])
  await flushPromises()
  expect(place).toHaveBeenCalledTimes(1)
})

test('whoever changed the order after a lost answer is told that the first one arrived', async () => {
  await openCheckout()
  await page.get('textarea[name=address]').setValue('Street 1')
  place.mockRejectedValueOnce(refusal('idempotency-mismatch'))
  await send()
  expect(page.get('[role=alert]').text()).toContain('Your first try did reach the shop')
  expect(page.get('[role=alert] a').attributes('href')).toBe('/orders')
})
