import { listOrders, trackOrder } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { problem, reply } from '../../test/fake-api.ts'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { openTabs } from '../../test/open-tabs.ts'
import { historyApi } from '../../test/poller.ts'
import { ana, anOrder, aPage, aTracking } from '../../test/samples.ts'
import { recordOf } from './poll-book.ts'
import { pollKey } from './poll-request.ts'

useFakeTime()

test('an answer that another tab\'s newer one has overtaken is dropped, and so is its failure', async () => {
  const api = historyApi(anOrder())
  const [one, other] = await openTabs(2, api)
  for (const outcome of [aPage(anOrder([], { number: 3 })), problem('internal-error')]) {
    let arrive = (): void => {}
    api.on(listOrders, () => new Promise(resolve => arrive = () => resolve(outcome as never)))
    await seconds(30)
    const asking = [one!, other!].find(({ seen }) => seen.poll.beat.value.askedAt! > Date.now() - 10_000)!
    const watching = asking === one ? other! : one!
    api.on(listOrders, aPage(anOrder([], { number: 2 }), anOrder()))
    await watching.seen.poll.refresh()
    await seconds(1)
    expect(asking.wrapper.text()).toBe('pending,pending')
    arrive()
    await seconds(1)
    expect(asking.wrapper.text()).toBe('pending,pending')
    expect(asking.seen.poll.beat.value.state).toBe('live')
  }
})

test('what another tab asked before does not replace what was asked after it', async () => {
  const api = historyApi(anOrder())
  const [one, other] = await openTabs(2, api)
  const answers: ((page: unknown) => void)[] = []
  api.on(listOrders, () => new Promise(resolve => answers.push(resolve as never)) as never)
  await seconds(30)
  const [asking, refreshing] = one!.seen.poll.beat.value.askedAt! > Date.now() - 10_000 ? [one!, other!] : [other!, one!]
  void refreshing.seen.poll.refresh()
  await seconds(0.5)
  answers[0]!(aPage(anOrder([], { number: 3 })))
  await seconds(0.5)
  expect(asking.wrapper.text()).toBe('pending')
  answers[1]!(aPage(anOrder([], { number: 2 }), anOrder()))
  await seconds(0.5)
  expect([asking, refreshing].map(({ wrapper }) => wrapper.text())).toEqual(['pending,pending', 'pending,pending'])
})

test('"not modified" of what another tab holds says nothing about another state that is held here', async () => {
  const api = historyApi(anOrder())
  const openTab = fakeBrowser()
  const [one] = await openTabs(1, api, { openTab })
  let late = (): void => {}
  api.on(listOrders, () => new Promise(resolve => late = () => resolve(aPage(anOrder()) as never)))
  const [other] = await openTabs(1, api, { openTab })
  // The one that knows more goes faster: it asks before the other and is told that nothing has changed.
  api.on(listOrders, reply({ body: aPage(anOrder([], { number: 2 }), anOrder()), headers: { 'poll-interval': '5' } }))
  await one!.seen.poll.refresh()
  await seconds(1)
  late()
  await seconds(10)
  expect(api.requests.at(-1)!.headers.get('if-none-match')).toContain('order-2')
  expect(other!.wrapper.text()).toBe('pending')
  await seconds(600)
  expect([one!, other!].map(({ wrapper }) => wrapper.text())).toEqual(['pending,pending', 'pending,pending'])
})

test('what another tab failed to ask makes nothing look more current in those that waited for it', async () => {
  const api = historyApi(anOrder())
  const tabs = await openTabs(2, api)
  const tracker = pollKey(trackOrder, ana.id, { params: { idOrNumber: anOrder().id } })
  tabs.forEach(({ queryClient }) => queryClient.setQueryData(tracker, aTracking()))
  const confirmedAt = () => tabs.map(({ queryClient }) => recordOf(queryClient, tracker).confirmedAt)
  await seconds(30)
  const before = confirmedAt()
  expect(before[0]).toBeGreaterThan(Date.now() - 10_000)
  api.on(listOrders, () => problem('unavailable'))
  await seconds(30)
  expect(tabs.map(({ seen }) => seen.poll.beat.value.state)).toEqual(['stale', 'stale'])
  expect(confirmedAt()).toEqual(before)
})
