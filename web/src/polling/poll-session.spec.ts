import { listOrders, refreshSession } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { never, problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { ana, anOrder, aPage, ben, morning, sessionOf } from '../../test/samples.ts'
import { usePoll } from './use-poll.ts'

useFakeTime()

test('signing out stops it, aborts what is under way and forgets what was shown', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  const { wrapper, queryClient } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, never)
  await seconds(30)
  await seen.actions.signOut()
  await seconds(0)
  expect(api.requests[1]!.signal.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
  await seconds(3600)
  expect(api.count(listOrders)).toBe(2)
  expect(wrapper.text()).not.toContain('pending')
  expect(JSON.stringify(queryClient.getQueryCache().getAll().map(query => query.state.data))).not.toContain('ONLINE')
})

test('the next person gets their own answer, asked without the tags of the one before', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  const { session, wrapper } = mountApp(component, { api })
  await seconds(1)
  await seen.actions.signOut()
  await seconds(1)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  session.begin(sessionOf(ben))
  await seconds(0)
  const { headers } = api.requests.at(-1)!
  expect(headers.get('authorization')).toBe('Bearer token-of-ben')
  expect(headers.has('if-none-match')).toBe(false)
  expect(wrapper.text()).toBe('confirmed')
})

test('who signs in again at once is shown what is theirs, in full', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  const { session, wrapper } = mountApp(component, { api })
  await seconds(1)
  await seen.actions.signOut()
  await seconds(1)
  session.begin(sessionOf(ana))
  await seconds(0)
  expect(wrapper.text()).toBe('pending')
  expect(api.requests.at(-1)!.headers.has('if-none-match')).toBe(false)
})

test('a token that has run out is renewed once for all, and the beat goes on', async () => {
  const api = historyApi(anOrder())
  const { component } = poller()
  const { session, wrapper } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, ({ headers }) => headers.get('authorization') === 'Bearer new' ? aPage(anOrder(['confirmed'])) : problem('unauthenticated'))
  api.on(refreshSession, () => sessionOf(session.account!, 'new') as never)
  await seconds(30)
  expect(api.count(refreshSession)).toBe(1)
  expect(wrapper.text()).toBe('confirmed')
  await seconds(30)
  expect(api.count(listOrders)).toBe(4)
})

test('a session that cannot be renewed ends: no more requests', async () => {
  const api = historyApi(anOrder())
  const { component } = poller()
  const { session } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, () => problem('unauthenticated'))
  await seconds(30)
  expect(session.signedIn).toBe(false)
  await seconds(3600)
  expect(api.count(listOrders)).toBe(2)
  expect(api.count(refreshSession)).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('without an answer to the renewal the session goes on: it is a lost connection, not an end', async () => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  const { session } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, () => problem('unauthenticated'))
  api.on(refreshSession, () => reply({ status: 502, body: 'x', headers: { 'content-type': 'text/html' } }))
  await seconds(60)
  expect(session.signedIn).toBe(true)
  expect(seen.poll.beat.value.state).toBe('offline')
  expect(api.count(listOrders)).toBe(3)
})

test.each(['unavailable', 'too-many-requests', 'internal-error'] as const)('"%s" in answer to the renewal is waited for and passes: the session and the beat go on', async (code) => {
  const api = historyApi(anOrder())
  const { component, seen } = poller()
  const { session, wrapper } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, ({ headers }) => headers.get('authorization') === 'Bearer new' ? aPage(anOrder(['confirmed'])) : problem('unauthenticated'))
  api.on(refreshSession, () => problem(code, { 'retry-after': '100' }))
  await seconds(30)
  expect(seen.poll.beat.value).toMatchObject({ state: 'stale', nextAt: morning + 150_000 })
  api.on(refreshSession, () => sessionOf(session.account!, 'new'))
  await seconds(118)
  expect(api.count(refreshSession)).toBe(1)
  await seconds(2)
  expect(session.signedIn).toBe(true)
  expect(wrapper.text()).toBe('confirmed')
})

test('a token that is refused although it was just renewed is no reason to stop for good', async () => {
  const api = historyApi(anOrder())
  const { component } = poller()
  const { session, wrapper } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, () => problem('unauthenticated'))
  api.on(refreshSession, () => sessionOf(session.account!, 'new'))
  await seconds(30)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  await seconds(30)
  expect(wrapper.text()).toBe('confirmed')
})

test('lists that are filtered keep the last answer until the next is there; nobody sees another account\'s', async () => {
  const api = historyApi(anOrder())
  const q = shallowRef('a')
  const texts: string[] = []
  api.on(listOrders, ({ url }) => url.searchParams.get('q') === 'b' ? aPage(anOrder(['confirmed'])) : aPage(anOrder()))
  const component = defineComponent(() => {
    const poll = usePoll(listOrders, () => ({ query: { q: q.value } }), { keepPrevious: true })
    return () => {
      texts.push(poll.data.value?.orders[0]?.status ?? '-')
      return h('p', texts.at(-1))
    }
  })
  const { session } = mountApp(component, { api })
  await seconds(1)
  q.value = 'b'
  await seconds(1)
  expect(texts).toEqual(['-', 'pending', 'confirmed'])
  session.end()
  await seconds(1)
  expect(texts.at(-1)).toBe('-')
})
