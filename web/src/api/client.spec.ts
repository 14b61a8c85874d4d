import { cancelOrder, getMe, getOrder, listOrders, logIn, logOut, refreshSession } from '@orderbeat/shared'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakeApi, never, problem, reply } from '../../test/fake-api.ts'
import { ana, anOrder, aPage, sessionOf } from '../../test/samples.ts'
import { ApiError, ConnectionError, createClient } from './client.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function clientOn(api = fakeApi(), renewed = false) {
  const tokens = { read: vi.fn(() => 'token'), owner: vi.fn(() => 'ana'), renew: vi.fn(async () => renewed) }
  return { api, tokens, client: createClient({ fetch: api.fetch, tokens }) }
}

test('a call sends its parts to the endpoint\'s place, signed in, and gives the body', async () => {
  const { api, client } = clientOn()
  api.on(cancelOrder, anOrder(['cancelled']))
  const order = await client.call(cancelOrder, { params: { orderId: 'a/b' }, body: { reason: 'Twice' }, headers: { 'if-match': '"1"' } })
  expect(order.status).toBe('cancelled')
  const [request] = api.requests
  expect(request!.url.pathname).toBe('/api/v1/orders/a%2Fb/cancel')
  expect(request!.body).toEqual({ reason: 'Twice' })
  expect(Object.fromEntries(request!.headers)).toEqual({
    'accept': 'application/json',
    'authorization': 'Bearer token',
    'content-type': 'application/json',
    'if-match': '"1"',
  })
})

test('an answer without a body gives none', async () => {
  const { api, client } = clientOn()
  api.on(logOut, reply({ status: 204 }))
  expect(await client.call(logOut)).toBeUndefined()
})

test('the routes of the cookie get the header that guards them, and no token', async () => {
  const { api, client } = clientOn()
  api.on(refreshSession, sessionOf(ana))
  await client.call(refreshSession)
  expect(api.requests[0]!.headers.get('x-orderbeat')).toBe('1')
  expect(api.requests[0]!.headers.has('authorization')).toBe(false)
})

test('a problem is an ApiError with its code', async () => {
  const { api, client } = clientOn()
  api.on(getOrder, () => problem('order-not-found'))
  const error = await client.call(getOrder, { params: { orderId: '1' } }).catch(error => error as unknown)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ status: 404, code: 'order-not-found', problem: { title: 'There is no such order' } })
})

test.each([
  ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
  ['a page of a proxy', async () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } })],
  ['a sign-in page of a network', async () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } })],
  ['an answer that breaks off', async () => new Response('{"id":', { status: 200, headers: { 'content-type': 'application/json' } })],
])('%s is a ConnectionError', async (_, fetch) => {
  const client = createClient({ fetch, tokens: { read: () => null, owner: () => null, renew: async () => false } })
  await expect(client.call(getMe)).rejects.toBeInstanceOf(ConnectionError)
})

test('a request without an answer is given up after 10 s, even when fetch ignores the signal', async () => {
  const { api, client } = clientOn()
  api.on(getMe, never)
  const call = client.call(getMe)
  const outcome = expect(call).rejects.toBeInstanceOf(ConnectionError)
  await vi.advanceTimersByTimeAsync(10_000)
  await outcome
  expect(api.requests[0]!.signal.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('so is an answer whose body never ends', async () => {
  const fetch = async () => new Response(new ReadableStream(), { headers: { 'content-type': 'application/json' } })
  const client = createClient({ fetch, tokens: { read: () => null, owner: () => null, renew: async () => false } })
  const outcome = expect(client.call(getMe)).rejects.toBeInstanceOf(ConnectionError)
  await vi.advanceTimersByTimeAsync(10_000)
  await outcome
})

test('a request that is answered listens to nobody any more', async () => {
  const { api, client } = clientOn()
  api.on(listOrders, aPage())
  const leaving = new AbortController()
  await client.call(listOrders, undefined, { signal: leaving.signal })
  leaving.abort()
  expect(api.requests[0]!.signal.aborted).toBe(false)
})

test('whoever gives a request up gets their own reason, and no timer is left', async () => {
  const { api, client } = clientOn()
  api.on(getMe, never)
  const leaving = new AbortController()
  const call = client.call(getMe, undefined, { signal: leaving.signal })
  const outcome = expect(call).rejects.toBe('leaving')
  await vi.advanceTimersByTimeAsync(1000)
  leaving.abort('leaving')
  await outcome
  expect(api.requests[0]!.signal.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('a 401 renews the token once and repeats the request once', async () => {
  const { api, tokens, client } = clientOn(fakeApi(), true)
  let refusals = 1
  api.on(listOrders, () => refusals-- > 0 ? problem('unauthenticated') : aPage())
  expect(await client.call(listOrders)).toEqual(aPage())
  expect(tokens.renew).toHaveBeenCalledTimes(1)

  refusals = 5
  await expect(client.call(listOrders)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(tokens.renew).toHaveBeenCalledTimes(2)
  expect(api.count(listOrders)).toBe(4)
})

test('when somebody else has renewed the token meanwhile, it is not renewed again', async () => {
  const { api, tokens, client } = clientOn(fakeApi(), true)
  api.on(listOrders, ({ headers }) => {
    tokens.read.mockReturnValue('newer')
    return headers.get('authorization') === 'Bearer newer' ? aPage() : problem('unauthenticated')
  })
  await client.call(listOrders)
  expect(tokens.renew).not.toHaveBeenCalled()
})

test('what was asked for one account is not asked again with the token of another', async () => {
  const { api, tokens, client } = clientOn(fakeApi(), true)
  api.on(listOrders, () => {
    tokens.read.mockReturnValue('token of ben')
    tokens.owner.mockReturnValue('ben')
    return problem('unauthenticated')
  })
  await expect(client.call(listOrders)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(api.count(listOrders)).toBe(1)
})

test('a wrong password renews nothing', async () => {
  const { api, tokens, client } = clientOn(fakeApi(), true)
  api.on(logIn, () => problem('invalid-credentials'))
  await expect(client.call(logIn, { body: { email: 'ana@example.com', password: 'no' } })).rejects.toMatchObject({ code: 'invalid-credentials' })
  expect(tokens.renew).not.toHaveBeenCalled()
})
