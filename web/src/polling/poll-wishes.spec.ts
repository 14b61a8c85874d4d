import { listOrders } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder, aPage } from '../../test/samples.ts'

useFakeTime()

test('the API sets the beat with each answer and can stop it', async () => {
  const api = historyApi(anOrder())
  let interval = '5'
  api.on(listOrders, () => reply({ body: aPage(anOrder()), headers: { 'poll-interval': interval } }))
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(20)
  expect(api.count(listOrders)).toBe(5)
  interval = '-1'
  await seconds(3600)
  expect(api.count(listOrders)).toBe(6)
  expect(seen.poll.beat.value).toMatchObject({ state: 'paused', nextAt: null })
  expect(vi.getTimerCount()).toBe(0)
})

test.each(['0', '-5', '2.5', 'soon', ''])('a Poll-Interval of "%s" is as good as none', async (interval) => {
  const api = historyApi(anOrder())
  api.on(listOrders, () => reply({ body: aPage(anOrder()), headers: { 'poll-interval': interval } }))
  mountApp(poller().component, { api })
  await seconds(61)
  expect(api.count(listOrders)).toBe(3)
})

test('a page can change the beat and switch it off while it runs', async () => {
  const api = historyApi(anOrder())
  const interval = ref<number | undefined>(10_000)
  mountApp(poller({ interval }).component, { api })
  await seconds(20)
  expect(api.count(listOrders)).toBe(3)
  interval.value = 60_000
  await seconds(59)
  expect(api.count(listOrders)).toBe(3)
  await seconds(1)
  expect(api.count(listOrders)).toBe(4)
  interval.value = -1
  await seconds(3600)
  expect(api.count(listOrders)).toBe(4)
  expect(vi.getTimerCount()).toBe(0)
})

test('a page\'s own beat holds where the shop has chosen a longer one; load makes it longer, haste does not make load of the rest', async () => {
  const api = historyApi(anOrder())
  let hint = '60'
  api.on(listOrders, () => reply({ body: aPage(anOrder()), headers: { 'poll-interval': hint } }))
  mountApp(poller({ interval: 30_000 }).component, { api })
  const asked = async (during: number) => {
    const before = api.count(listOrders)
    await seconds(during)
    return api.count(listOrders) - before
  }
  await seconds(1)
  expect(await asked(60)).toBe(2)
  hint = '5'
  expect(await asked(60)).toBe(2)
  hint = '60'
  expect(await asked(60)).toBe(2)
  hint = '120'
  expect(await asked(30)).toBe(1)
  expect(await asked(118)).toBe(0)
  hint = '60'
  expect(await asked(32)).toBe(2)
})

test('who asks for less data is asked for half as often', async () => {
  const api = historyApi(anOrder())
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator) as Navigator, { connection: { saveData: true } }))
  mountApp(poller().component, { api })
  await seconds(301)
  vi.unstubAllGlobals()
  expect(api.count(listOrders)).toBe(6)
})
