import type { Order, PlaceOrderBody } from '@orderbeat/shared'
import { cancelOrder, listNotifications, listOrders, placeOrder } from '@orderbeat/shared'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { fakeApi, problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { anOrder, aNotification, aNotificationPage, aPage } from '../../test/samples.ts'
import { useNotificationNews } from '../notifications/notification-news.ts'
import { useCancelOrder, useOrderHistory, usePlaceOrder } from './order-queries.ts'

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
  let cancel!: ReturnType<typeof useCancelOrder>
  const news: string[] = []
  const app = mountApp(defineComponent(() => {
    place = usePlaceOrder()
    cancel = useCancelOrder()
    useOrderHistory()
    useNotificationNews({ show: all => news.push(...all.map(({ id }) => id)), signal: () => {}, listening: () => false, grace: () => 0 })
    return () => null
  }), { api })
  const keys = () => api.requests.map(({ headers }) => headers.get('idempotency-key')).filter(key => key !== null)
  return { ...app, place: () => place.mutateAsync(basket), cancel: () => cancel.mutateAsync({ orderId: 'order-1', version: 1, reason: 'Twice' }), news, keys }
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

test('a cancelled order says so in the history at once, for the version that was seen', async () => {
  const { api, cancel, queryClient } = shop(anOrder())
  await seconds(1)
  api.on(cancelOrder, anOrder(['cancelled']))
  await cancel()
  expect(JSON.stringify(queryClient.getQueriesData({ queryKey: ['listOrders'] }))).toContain('"status":"cancelled"')
  expect(api.asked(cancelOrder)[0]!.headers.get('if-match')).toBe('"1"')
})

test('one\'s own cancel is no news, whichever comes first, the answer or the notification', async () => {
  const { api, cancel, news } = shop(anOrder())
  await seconds(1)
  api.on(cancelOrder, async () => {
    api.on(listNotifications, aNotificationPage(aNotification('n1', { type: 'order.cancelled' })))
    await new Promise(resolve => setTimeout(resolve, 9000))
    return anOrder(['cancelled'])
  })
  await seconds(25)
  const done = cancel()
  await seconds(60)
  await done
  expect(news).toEqual([])
})

test('a cancel that was refused was not one\'s own: the shop\'s is news', async () => {
  const { api, cancel, news } = shop(anOrder())
  await seconds(1)
  api.on(cancelOrder, () => problem('transition-refused'))
  await expect(cancel()).rejects.toMatchObject({ code: 'transition-refused' })
  api.on(listNotifications, aNotificationPage(aNotification('n1', { type: 'order.cancelled' })))
  await seconds(31)
  expect(news).toEqual(['n1'])
})
