import type { Component } from 'vue'
import { listOrders, trackOrder } from '@orderbeat/shared'
import { config } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi } from '../../test/poller.ts'
import { anOrder, aPage, morning } from '../../test/samples.ts'
import OrderHistory from './OrderHistory.vue'
import OrderStatusTracker from './OrderStatusTracker.vue'

useFakeTime()

// The clock stands still: "3 min ago" is rendered again for reasons of its own.
vi.mock('../formats/use-now.ts', async () => {
  const { ref } = await import('vue')
  return { useNow: () => ref(morning) }
})

const rendered: string[] = []
beforeEach(() => {
  rendered.length = 0
  config.global.mixins = [{
    updated(this: { $options: Component & { __name?: string } }) {
      rendered.push(this.$options.__name ?? '')
    },
  }]
})
afterEach(() => {
  config.global.mixins = []
})

/** The components that render again during so many answers to `endpoint`, each once, by name. */
async function renderedDuring(answers: number, endpoint: typeof listOrders | typeof trackOrder, api: ReturnType<typeof historyApi>): Promise<string[]> {
  rendered.length = 0
  for (const end = api.count(endpoint) + answers; api.count(endpoint) < end;)
    await seconds(1)
  await seconds(1)
  return [...new Set(rendered)].toSorted()
}

const theIndicator = ['LiveIndicator', 'LiveRing', 'OrderRefreshHead']

test('ten answers "not modified" render no order of the history again, with buttons or without', async () => {
  for (const slots of [{}, { actions: () => 'Order again' }]) {
    const api = historyApi(anOrder([], { number: 2 }), anOrder())
    const { wrapper } = mountApp(OrderHistory, { api, slots })
    await seconds(1)
    expect(await renderedDuring(10, listOrders, api)).toEqual(theIndicator)
    api.on(listOrders, aPage(anOrder([], { number: 2 }), anOrder(['confirmed'])))
    expect(await renderedDuring(1, listOrders, api)).toContain('OrderTicket')
    wrapper.unmount()
  }
})

test('ten answers "not modified" do not render the rail of the tracker again', async () => {
  const api = historyApi()
  mountApp(OrderStatusTracker, { api, props: { orderId: 'order-1' } })
  await seconds(1)
  expect(await renderedDuring(10, trackOrder, api)).toEqual(theIndicator)
})
