import type { PollOptions } from './use-poll.ts'
import { listOrders, logOut, refreshSession, trackOrder } from '@orderbeat/shared'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, defineComponent, h, KeepAlive, ref, shallowRef } from 'vue'
import { countListeners, showTab } from '../../test/browser-state.ts'
import { fakeApi, never, problem, reply } from '../../test/fake-api.ts'
import { appAround, mountApp } from '../../test/mount-app.ts'
import { anOrder, aPage, aTracking, ben, morning, sessionOf } from '../../test/samples.ts'
import { ApiError, ConnectionError } from '../api/client.ts'
import { useSessionActions } from '../session/session-actions.ts'
import { readAgain } from './poll-book.ts'
import { usePoll } from './use-poll.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: morning })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000)

/** A component that polls the history and counts its renders. */
function poller(options: PollOptions = {}) {
  const seen = { renders: 0, poll: undefined as unknown as ReturnType<typeof usePoll<typeof listOrders>>, actions: undefined as unknown as ReturnType<typeof useSessionActions> }
  const component = defineComponent(() => {
    seen.poll = usePoll(listOrders, {}, options)
    seen.actions = useSessionActions()
    return () => {
      seen.renders++
      return h('p', seen.poll.pending.value ? 'loading' : seen.poll.data.value?.orders.map(order => order.status).join())
    }
  })
  return { component, seen }
}

function historyApi() {
  const api = fakeApi()
  api.on(listOrders, aPage(anOrder()))
  api.on(trackOrder, aTracking())
  api.on(logOut, reply({ status: 204 }))
  api.on(refreshSession, problem('unauthenticated'))
  return api
}

test('asks once at the start and then once every 30 s', async () => {
  const api = historyApi()
  mountApp(poller().component, { api })
  await seconds(29.9)
  expect(api.count(listOrders)).toBe(1)
  for (let beat = 2; beat <= 11; beat++) {
    await seconds(30)
    expect(api.count(listOrders)).toBe(beat)
  }
})

test('slow answers do not shift the phase', async () => {
  const api = historyApi()
  api.on(listOrders, async () => {
    await new Promise(resolve => setTimeout(resolve, 4000))
    return aPage(anOrder())
  })
  mountApp(poller().component, { api })
  await seconds(30 * 10 + 1)
  expect(api.count(listOrders)).toBe(11)
})

test('what is learned from elsewhere neither delays the next request nor makes the answer younger', async () => {
  const api = historyApi()
  const { queryClient, wrapper } = mountApp(poller().component, { api })
  for (let second = 0; second < 29; second++) {
    await seconds(1)
    const [query] = queryClient.getQueryCache().getAll()
    query!.setData({ ...(query!.state.data as object) }, { updatedAt: query!.state.dataUpdatedAt, manual: true })
  }
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
  wrapper.unmount()
})

test('two that show the same share one request', async () => {
  const api = historyApi()
  const { component } = poller()
  mountApp(defineComponent(() => () => [h(component), h(component)]), { api })
  await seconds(61)
  expect(api.count(listOrders)).toBe(3)
})

test('an answer that says "not modified" renders nothing and keeps the very object', async () => {
  const api = historyApi()
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  const { renders } = seen
  const held = seen.poll.data.value
  await seconds(300)
  expect(api.asked(listOrders).at(-1)!.headers.get('if-none-match')).toBeTruthy()
  expect(seen.renders).toBe(renders)
  expect(seen.poll.data.value).toBe(held)
  expect(seen.poll.beat.value).toMatchObject({ state: 'live', pulse: 11, updatedAt: morning + 300_000 })
})

test('asks past the browser\'s own cache', async () => {
  const api = historyApi()
  const fetch = vi.spyOn(api, 'fetch')
  mountApp(poller().component, { api })
  await seconds(1)
  expect(fetch.mock.calls[0]![1]).toMatchObject({ cache: 'no-store' })
})

test('a hidden tab asks for nothing and has no timers; shown again it catches up at once', async () => {
  const api = historyApi()
  mountApp(poller().component, { api })
  await seconds(10)
  showTab(false)
  await seconds(0)
  expect(vi.getTimerCount()).toBe(0)
  await seconds(3600)
  expect(api.count(listOrders)).toBe(1)
  showTab(true)
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
  await seconds(30)
  expect(api.count(listOrders)).toBe(3)
})

test('a short look away changes nothing about the beat', async () => {
  const api = historyApi()
  mountApp(poller().component, { api })
  await seconds(10)
  showTab(false)
  await seconds(5)
  showTab(true)
  await seconds(14)
  expect(api.count(listOrders)).toBe(1)
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
})

test('a window that is visible but not focused goes on', async () => {
  const api = historyApi()
  mountApp(poller().component, { api })
  window.dispatchEvent(new Event('blur'))
  await seconds(30)
  expect(api.count(listOrders)).toBe(2)
})

test('put away by KeepAlive it asks for nothing and has no timers; back again it catches up at once', async () => {
  const api = historyApi()
  const shown = ref(true)
  const { component } = poller()
  const other = defineComponent(() => () => h('p'))
  mountApp(defineComponent(() => () => h(KeepAlive, () => h(shown.value ? component : other))), { api })
  await seconds(10)
  shown.value = false
  await seconds(0)
  expect(vi.getTimerCount()).toBe(0)
  await seconds(3600)
  expect(api.count(listOrders)).toBe(1)
  shown.value = true
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
})

test('nothing is left after unmounting, however often', async () => {
  const listeners = countListeners()
  const api = historyApi()
  const { component } = poller()
  const app = appAround({ api })
  for (let time = 0; time < 1000; time++) {
    const wrapper = mount(component, { global: app.global })
    if (time % 100 === 0)
      await seconds(31)
    wrapper.unmount()
  }
  await flushPromises()
  expect(vi.getTimerCount()).toBe(0)
  expect(listeners.left).toEqual([])
})

test('unmounting aborts the request that is under way', async () => {
  const api = historyApi()
  api.on(listOrders, never)
  const { wrapper } = mountApp(poller().component, { api })
  await seconds(1)
  wrapper.unmount()
  await flushPromises()
  expect(api.requests[0]!.signal.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('a request that hangs is aborted after 10 s, and the beat goes on', async () => {
  const api = historyApi()
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, never)
  await seconds(38)
  expect(api.requests.at(-1)!.signal.aborted).toBe(false)
  await seconds(1)
  expect(api.requests.at(-1)!.signal.aborted).toBe(true)
  expect(seen.poll.beat.value.state).toBe('offline')
  await seconds(3560)
  expect(api.count(listOrders)).toBe(121)
})

test('failures are not retried between beats, keep what is shown, and end with the next answer', async () => {
  const api = historyApi()
  const { component, seen } = poller()
  const { wrapper } = mountApp(component, { api })
  await seconds(1)
  api.network.down = true
  await seconds(90)
  expect(api.count(listOrders)).toBe(4)
  expect(wrapper.text()).toBe('pending')
  expect(seen.poll.error.value).toBeInstanceOf(ConnectionError)
  expect(seen.poll.beat.value).toMatchObject({ state: 'offline', updatedAt: morning })
  api.network.down = false
  await seconds(30)
  expect(seen.poll.error.value).toBeNull()
  expect(seen.poll.beat.value).toMatchObject({ state: 'live', updatedAt: morning + 120_000 })
})

test('an answer that is an error makes what is shown stale, and Retry-After is waited for', async () => {
  const api = historyApi()
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, () => problem('unavailable', { 'retry-after': '100' }))
  await seconds(30)
  expect(seen.poll.beat.value).toMatchObject({ state: 'stale', nextAt: morning + 130_000 })
  await seconds(98)
  expect(api.count(listOrders)).toBe(2)
  await seconds(2)
  expect(api.count(listOrders)).toBe(3)
})

test('a first load that fails shows its error, not a skeleton again and again', async () => {
  const api = historyApi()
  api.network.down = true
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  const states = new Set<boolean>()
  for (let second = 0; second < 65; second++) {
    await seconds(1)
    states.add(seen.poll.pending.value)
  }
  expect(states).toEqual(new Set([false]))
  expect(api.count(listOrders)).toBe(3)
})

test('back online it asks at once when what is shown is old', async () => {
  const api = historyApi()
  mountApp(poller().component, { api })
  await seconds(1)
  api.network.down = true
  window.dispatchEvent(new Event('offline'))
  await seconds(40)
  api.network.down = false
  window.dispatchEvent(new Event('online'))
  await seconds(0)
  expect(api.count(listOrders)).toBe(3)
})

test('five refreshes are one request, in full and past all tags', async () => {
  const api = historyApi()
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(10)
  await Promise.all([1, 2, 3, 4, 5].map(() => seen.poll.refresh()))
  expect(api.count(listOrders)).toBe(2)
  expect(api.requests.at(-1)!.headers.has('if-none-match')).toBe(false)
  await seconds(29)
  expect(api.count(listOrders)).toBe(2)
  await seconds(1)
  expect(api.count(listOrders)).toBe(3)
})

test('a read after one\'s own write does not wait for what was asked before it', async () => {
  const api = historyApi()
  const { component } = poller()
  const { queryClient, wrapper } = mountApp(component, { api })
  await seconds(1)
  api.on(listOrders, never)
  await seconds(30)
  api.on(listOrders, aPage(anOrder(['confirmed'])))
  void readAgain(queryClient, { queryKey: [listOrders.schema.operationId] })
  await seconds(1)
  expect(wrapper.text()).toBe('confirmed')
  expect(api.requests[1]!.signal.aborted).toBe(true)
  expect(api.requests[2]!.headers.has('if-none-match')).toBe(false)
})

test('the API sets the beat with each answer and can stop it', async () => {
  const api = historyApi()
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
  const api = historyApi()
  api.on(listOrders, () => reply({ body: aPage(anOrder()), headers: { 'poll-interval': interval } }))
  mountApp(poller().component, { api })
  await seconds(61)
  expect(api.count(listOrders)).toBe(3)
})

test('a page can change the beat and switch it off while it runs', async () => {
  const api = historyApi()
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

test('options that change every second do not starve the beat', async () => {
  const api = historyApi()
  const clock = ref(0)
  mountApp(poller({ interval: computed(() => 30_000 + clock.value % 2) }).component, { api })
  for (let second = 0; second < 600; second++) {
    clock.value++
    await seconds(1)
  }
  expect(api.count(listOrders)).toBeGreaterThanOrEqual(20)
})

test('switched off by the page it still loads once, unless it is not to ask at all', async () => {
  const api = historyApi()
  mountApp(poller({ interval: -1 }).component, { api })
  mountApp(defineComponent(() => {
    usePoll(trackOrder, { params: { orderId: '1' } }, { enabled: false })
    return () => null
  }), { api })
  await seconds(300)
  expect(api.count(listOrders)).toBe(1)
  expect(api.count(trackOrder)).toBe(0)
})

test.each(['forbidden', 'order-not-found'] as const)('after "%s" it stops; a new visit may ask again', async (code) => {
  const api = historyApi()
  api.on(listOrders, () => problem(code))
  const { component, seen } = poller()
  const app = appAround({ api })
  const first = mount(component, { global: app.global })
  await seconds(3600)
  expect(api.count(listOrders)).toBe(1)
  expect((seen.poll.error.value as ApiError).code).toBe(code)
  first.unmount()
  mount(component, { global: app.global })
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
})

test('signing out stops it, aborts what is under way and forgets what was shown', async () => {
  const api = historyApi()
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
  const api = historyApi()
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

test('a token that has run out is renewed once for all, and the beat goes on', async () => {
  const api = historyApi()
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
  const api = historyApi()
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
  const api = historyApi()
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

test('lists that are filtered keep the last answer until the next is there; nobody sees another account\'s', async () => {
  const api = historyApi()
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

test('an answer nobody looks at is dropped after a while, without a timer', async () => {
  const api = historyApi()
  const q = shallowRef(0)
  const component = defineComponent(() => {
    usePoll(listOrders, () => ({ query: { q: `word ${q.value}` } }))
    return () => null
  })
  const { queryClient } = mountApp(component, { api })
  for (; q.value < 30; q.value++)
    await seconds(30)
  expect(queryClient.getQueryCache().getAll().length).toBeLessThan(15)
})

test('an error is the API\'s problem, with its code', async () => {
  const api = historyApi()
  api.on(listOrders, () => problem('internal-error'))
  const { component, seen } = poller()
  mountApp(component, { api })
  await seconds(1)
  expect(seen.poll.error.value).toBeInstanceOf(ApiError)
  expect(seen.poll.error.value).toMatchObject({ status: 500, code: 'internal-error' })
})
