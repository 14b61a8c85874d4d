import type { Endpoint } from '@orderbeat/shared'
import { getOrder, listOrders, trackOrder } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi } from '../../test/poller.ts'
import { anOrder, aPage, aTracking } from '../../test/samples.ts'
import { useOrder, useOrderHistory, useTracking } from './order-queries.ts'

useFakeTime()

/** A page that shows an order by these polls, in this order, each when the ones before it have loaded. */
async function show(...polls: ('history' | 'order' | 'tracking')[]) {
  const api = historyApi(anOrder())
  api.on(getOrder, anOrder())
  const { id } = anOrder()
  const seen: { tracking?: ReturnType<typeof useTracking> } = {}
  const parts = {
    history: defineComponent(() => {
      const { data } = useOrderHistory()
      return () => h('i', data.value?.orders[0]?.status)
    }),
    order: defineComponent(() => {
      const { data } = useOrder(id)
      return () => h('i', data.value?.status)
    }),
    tracking: defineComponent(() => {
      seen.tracking = useTracking(id)
      return () => h('i', seen.tracking!.data.value?.status)
    }),
  }
  const app = mountApp(defineComponent({ props: ['shown'], setup: props => () => polls.slice(0, props.shown as number).map(poll => h(parts[poll])) }), { api, props: { shown: 1 } })
  await seconds(1)
  await app.wrapper.setProps({ shown: polls.length })
  await seconds(0)
  return { ...app, api, seen, counts: (...endpoints: Endpoint[]) => endpoints.map(api.count) }
}

test('a tracker beside the order\'s own page starts with what that knows and asks for nothing', async () => {
  const { counts, seen, wrapper } = await show('order', 'tracking')
  expect(wrapper.text()).toBe('pendingpending')
  await seconds(600)
  expect(counts(getOrder, trackOrder)).toEqual([11, 0])
  expect(seen.tracking!.beat.value).toMatchObject({ state: 'live', nextAt: expect.any(Number) as number })
  expect(Date.now() - seen.tracking!.beat.value.updatedAt!).toBeLessThan(60_000)
})

test('beside a history that has its order it asks for nothing, and is as fresh as that', async () => {
  const { api, counts, wrapper } = await show('history', 'tracking')
  await seconds(299)
  expect(counts(listOrders, trackOrder)).toEqual([11, 0])
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  await seconds(30)
  expect(wrapper.text()).toBe('confirmedconfirmed')
})

test('when the others fail, it asks for itself within its beat', async () => {
  const { api, counts } = await show('order', 'tracking')
  api.on(getOrder, () => problem('unavailable', { 'retry-after': '3600' }))
  await seconds(61)
  expect(counts(getOrder, trackOrder)).toEqual([2, 1])
  await seconds(120)
  expect(counts(getOrder, trackOrder)).toEqual([2, 3])
})

test('an order of another page of the history is asked for', async () => {
  const { api, counts } = await show('history', 'tracking')
  api.on(listOrders, aPage(anOrder([], { number: 2 })))
  await seconds(120)
  expect(counts(trackOrder)).toEqual([2])
})

test('a tracker that had stopped goes on when the history brings a newer version', async () => {
  const { api, seen, wrapper, counts } = await show('tracking', 'history')
  api.on(trackOrder, () => reply({ body: aTracking(), headers: { 'poll-interval': '-1' } }))
  api.on(listOrders, aPage(anOrder([], { number: 2 })))
  await seconds(120)
  expect(seen.tracking!.beat.value.state).toBe('paused')
  const asked = counts(trackOrder)
  api.on(trackOrder, aTracking(['confirmed']))
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  await seconds(30)
  expect(wrapper.text()).toBe('confirmedconfirmed')
  expect(seen.tracking!.beat.value.state).toBe('live')
  expect(counts(trackOrder)).toEqual(asked)
})
