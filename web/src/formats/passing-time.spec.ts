import type { VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import { getOrder, listNotifications, listStaffOrders } from '@orderbeat/shared'
import { config } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi } from '../../test/poller.ts'
import { anOrder, aNotificationPage, aPage, morning, sam } from '../../test/samples.ts'
import { aStaffOrder } from '../../test/staff-samples.ts'
import OrderHistory from '../orders/OrderHistory.vue'
import OrderPage from '../orders/OrderPage.vue'
import StaffOrdersPage from '../staff/StaffOrdersPage.vue'

useFakeTime()

const rendered = new Set<string>()
beforeEach(() => {
  config.global.mixins = [{
    updated(this: { $options: Component & { __name?: string } }) {
      rendered.add(this.$options.__name ?? '')
    },
  }]
})
afterEach(() => {
  config.global.mixins = []
})

const day = 86_400
const expected = { ...anOrder(['processing']), estimatedDelivery: new Date(morning + 1.2 * day * 1000).toISOString() }

function api() {
  const api = historyApi(expected)
  api.on(getOrder, expected)
  api.on(listNotifications, aNotificationPage())
  api.on(listStaffOrders, aPage(aStaffOrder()))
  return api
}

const views: [string, () => VueWrapper, Record<string, [today: string, tomorrow: string]>][] = [
  ['a ticket', () => mountApp(OrderHistory, { api: api() }).wrapper, { '.placed': ['1 h ago', 'yesterday'], '.next': ['arrives tomorrow', 'arrives today'] }],
  ['the page of an order', () => mountApp(OrderPage, { api: api(), props: { orderId: 'order-1' } }).wrapper, { 'h1 .next': ['arrives tomorrow', 'arrives today'], '.parcel time': ['Tomorrow', 'Today'], '.station .at': ['1 h ago', 'yesterday'] }],
  ['a row of the staff list', () => mountApp(StaffOrdersPage, { api: api(), account: sam }).wrapper, { '.age time': ['1 h ago', 'yesterday'] }],
]

test.each(views)('%s tells the time in words: drawn when they change, and not before', async (_, open, words) => {
  const wrapper = open()
  const said = () => Object.keys(words).map(selector => wrapper.get(selector).text())
  await seconds(2)
  expect(said()).toEqual(Object.values(words).map(([today]) => today))
  rendered.clear()
  await seconds(10)
  expect([...rendered].filter(name => !/^(?:Live|OrderRefreshHead)/.test(name))).toEqual([])
  vi.setSystemTime(morning + day * 1000)
  await seconds(2)
  expect(said()).toEqual(Object.values(words).map(([, tomorrow]) => tomorrow))
})
