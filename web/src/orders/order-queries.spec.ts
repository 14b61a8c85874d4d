import type { Order, PlaceOrderBody } from '@orderbeat/shared'
import { listNotifications, listOrders, placeOrder } from '@orderbeat/shared'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { fakeApi, problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { anOrder, aNotificationPage, aPage } from '../../test/samples.ts'
import { useOrderHistory, usePlaceOrder } from './order-queries.ts'

useFakeTime()

beforeEach(() => {
  localStorage.clear()
})

const basket: PlaceOrderBody = { items: [{ productId: 'beans', quantity: 2 }], fulfilment: 'pickup', paymentMethod: 'card' }

function shop(...orders: Order[]) {
  const api = fakeApi()
  api.on(listOrders, aPage(...orders))
  api.on(listNotifications, aNotificationPage())
  let place!: ReturnType<typeof usePlaceOrder>
  const app = mountApp(defineComponent(() => {
    place = usePlaceOrder()
    useOrderHistory()
    return () => null
  }), { api })
  const keys = () => api.requests.map(({ headers }) => headers.get('idempotency-key')).filter(key => key !== null)
  return { ...app, place: () => place.mutateAsync(basket), keys }
}

test('an order that is sent again after no answer has the same key; the next order has another', async () => {
  const { api, place, keys } = shop()
  api.on(placeOrder, () => reply({ status: 201, body: anOrder() }))
  api.network.down = true
  await expect(place()).rejects.toThrow()
  await expect(place()).rejects.toThrow()
  api.network.down = false
  await place()
  await place()
  const [first, second, third, fourth] = keys()
  expect([second, third]).toEqual([first, first])
  expect(fourth).not.toBe(first)
})

test('a key that the API knows for another basket is given up, and the history is read', async () => {
  const { api, place, keys } = shop()
  await seconds(1)
  api.on(placeOrder, () => problem('idempotency-mismatch'))
  await expect(place()).rejects.toMatchObject({ code: 'idempotency-mismatch' })
  await expect(place()).rejects.toThrow()
  await seconds(1)
  expect(new Set(keys()).size).toBe(2)
  expect(api.count(listOrders)).toBeGreaterThan(1)
})
