import type { TabLink } from './poll-world.ts'
import { listOrders, refreshSession } from '@orderbeat/shared'
import { hashKey } from '@tanstack/vue-query'
import { expect, test } from 'vitest'
import { never, problem } from '../../test/fake-api.ts'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { openTabs } from '../../test/open-tabs.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { ana, anOrder, aPage, ben, morning, sessionOf } from '../../test/samples.ts'
import { pollKey } from './poll-request.ts'

useFakeTime()

test('four tabs make the requests of one, and all show the same', async () => {
  const api = historyApi(anOrder())
  const tabs = await openTabs(4, api)
  expect(api.count(listOrders)).toBe(4)
  await seconds(300)
  expect(api.count(listOrders)).toBe(4 + 10)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  await seconds(31)
  expect(tabs.map(({ wrapper }) => wrapper.text())).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed'])
  expect(api.count(listOrders)).toBe(15)
})

test('when the tab that asks is closed meanwhile, another one asks', async () => {
  const api = historyApi(anOrder())
  const tabs = await openTabs(3, api)
  api.on(listOrders, never)
  await seconds(30)
  expect(api.count(listOrders)).toBe(4)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  const asking = tabs.find(({ seen }) => seen.poll.beat.value.askedAt === morning + 32_000)!
  asking.wrapper.unmount()
  await seconds(1)
  expect(api.requests[3]!.signal.aborted).toBe(true)
  expect(api.count(listOrders)).toBe(5)
  expect(tabs.filter(tab => tab !== asking).map(({ wrapper }) => wrapper.text())).toEqual(['confirmed', 'confirmed'])
})

test('in an outage, too, one asks for all', async () => {
  const api = historyApi(anOrder())
  const tabs = await openTabs(4, api)
  api.on(listOrders, () => problem('unavailable', { 'retry-after': '45' }))
  await seconds(33)
  expect(api.count(listOrders)).toBe(5)
  expect(tabs.map(({ seen }) => seen.poll.beat.value.state)).toEqual(['stale', 'stale', 'stale', 'stale'])
  await seconds(55)
  expect(api.count(listOrders)).toBe(5)
  api.on(listOrders, never)
  await seconds(6)
  expect(api.count(listOrders)).toBe(6)
  await seconds(10)
  expect(tabs.map(({ seen }) => seen.poll.beat.value.state)).toEqual(['offline', 'offline', 'offline', 'offline'])
  expect(api.count(listOrders)).toBe(6)
})

test('sent away together, all tabs mean the same moment, which one of them has drawn', async () => {
  const api = historyApi(anOrder())
  const tabs = await openTabs(2, api, { randoms: [0.5, 0.9] })
  api.on(listOrders, () => problem('unavailable', { 'retry-after': '45' }))
  await seconds(33)
  const [due, ...dues] = tabs.map(({ seen }) => seen.poll.beat.value.nextAt! - seen.poll.beat.value.askedAt!)
  expect([61_500, 62_700]).toContain(due)
  expect(dues).toEqual([due])
})

test('that the token of one tab is refused says nothing to the others, which go on', async () => {
  const api = historyApi(anOrder())
  const [one, other] = await openTabs(2, api)
  one!.session.begin(sessionOf(ana, 'refused'))
  api.on(refreshSession, sessionOf(ana, 'refused again'))
  api.on(listOrders, ({ headers }) => headers.get('authorization')!.includes('refused') ? problem('unauthenticated') : aPage(anOrder(['confirmed'])))
  await one!.seen.poll.refresh()
  await seconds(1)
  expect(one!.seen.poll.error.value).toMatchObject({ status: 401 })
  expect(other!.seen.poll.error.value).toBeNull()
  await seconds(30)
  expect(other!.wrapper.text()).toBe('confirmed')
})

test('behind a tab that is frozen while it asks, the others ask a little later; a refresh does not wait at all', async () => {
  const api = historyApi(anOrder())
  const openTab = fakeBrowser()
  const { seen, wrapper } = (await openTabs(1, api, { openTab }))[0]!
  void openTab().locks.request(`orderbeat ${hashKey(pollKey(listOrders, ana.id, {}))}`, {}, never)
  await seconds(29)
  expect(api.count(listOrders)).toBe(1)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  await seconds(12)
  expect(wrapper.text()).toBe('confirmed')
  await seconds(30)
  expect(api.count(listOrders)).toBe(2)
  api.on(listOrders, aPage(anOrder(['confirmed', 'processing'])))
  await Promise.all([seen.poll.refresh(), seen.poll.refresh()])
  expect(api.count(listOrders)).toBe(3)
  expect(api.requests.at(-1)!.headers.has('if-none-match')).toBe(false)
  await seconds(0)
  expect(wrapper.text()).toBe('processing')
})

test('where the browser refuses to give locks, as in a sandboxed frame, each tab asks for itself', async () => {
  const api = historyApi(anOrder())
  const links = fakeBrowser()
  const refuse = () => Promise.reject(new DOMException('No storage here', 'SecurityError'))
  await openTabs(2, api, { openTab: () => ({ ...links(), locks: { request: refuse } as unknown as TabLink['locks'] }) })
  await seconds(300)
  expect(api.count(listOrders)).toBe(2 + 20)
})

test('a refresh is asked for by the tab in which it was wanted, and told to the others', async () => {
  const api = historyApi(anOrder())
  const [one, other] = await openTabs(2, api)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  await one!.seen.poll.refresh()
  await seconds(1)
  expect(api.count(listOrders)).toBe(3)
  expect(other!.wrapper.text()).toBe('confirmed')
  await seconds(28)
  expect(api.count(listOrders)).toBe(3)
})

test('what is told to the tabs of one account is nothing to another\'s', async () => {
  const api = historyApi(anOrder())
  const [, bens] = await openTabs(2, api, { accounts: [ana, ben] })
  api.on(listOrders, ({ headers }) => headers.get('authorization') === 'Bearer token-of-ana' ? aPage(anOrder(['confirmed'])) : aPage(anOrder()))
  await seconds(28.5)
  expect(api.requests.at(-1)!.headers.get('authorization')).toBe('Bearer token-of-ana')
  expect(bens!.wrapper.text()).toBe('pending')
})

test('where the browser has no locks, each tab asks for itself', async () => {
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  mountApp(poller().component, { api })
  await seconds(31)
  expect(api.count(listOrders)).toBe(4)
})
