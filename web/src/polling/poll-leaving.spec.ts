import { listOrders } from '@orderbeat/shared'
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, shallowRef } from 'vue'
import { never } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { appAround, mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder, aPage } from '../../test/samples.ts'
import { readAgain } from './poll-book.ts'
import { usePoll } from './use-poll.ts'

useFakeTime()

/** A page that can be visited again and again, in one app. */
function visits() {
  const api = historyApi(anOrder())
  const app = appAround({ api })
  const { component } = poller()
  return { ...app, api, visit: () => mount(component, { global: app.global }) }
}

test('a first load that was left is begun anew at once on return', async () => {
  const { api, visit } = visits()
  api.on(listOrders, never)
  const left = visit()
  await seconds(5)
  left.unmount()
  api.on(listOrders, aPage(anOrder()))
  const page = visit()
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
  expect(page.text()).toBe('pending')
})

test('a refresh that was left does not make what is shown older than a beat', async () => {
  const { api, visit } = visits()
  const left = visit()
  await seconds(29)
  api.on(listOrders, never)
  await seconds(3)
  left.unmount()
  expect(api.count(listOrders)).toBe(2)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  const page = visit()
  await seconds(0)
  expect(page.text()).toBe('confirmed')
  await seconds(29)
  expect(api.count(listOrders)).toBe(3)
})

test('what is to be read after one\'s own write still is when its request was left', async () => {
  const { api, visit, queryClient } = visits()
  const left = visit()
  await seconds(1)
  api.on(listOrders, never)
  readAgain(queryClient, { queryKey: [listOrders.schema.operationId] })
  await seconds(1)
  left.unmount()
  await seconds(1)
  api.on(listOrders, aPage(anOrder(['cancelled'])))
  const page = visit()
  await seconds(0)
  expect(page.text()).toBe('cancelled')
  expect(api.requests.at(-1)!.headers.has('if-none-match')).toBe(false)
})

test('a filter that was left is asked for at once when it is chosen again', async () => {
  const api = historyApi(anOrder())
  const q = shallowRef('a')
  api.on(listOrders, ({ url }) => url.searchParams.get('q') === 'b' ? never() : aPage())
  mountApp(defineComponent(() => {
    usePoll(listOrders, () => ({ query: { q: q.value } }))
    return () => null
  }), { api })
  for (const word of ['b', 'a', 'b']) {
    await seconds(1)
    q.value = word
  }
  await seconds(0)
  expect(api.requests.map(({ url }) => url.searchParams.get('q'))).toEqual(['a', 'b', 'b'])
})
