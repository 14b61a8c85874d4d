import { listOrders, refreshSession } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { fakeApi, problem, reply } from '../../test/fake-api.ts'
import { appAround } from '../../test/mount-app.ts'
import { ana, aPage, ben, sessionOf } from '../../test/samples.ts'
import { ConnectionError } from '../api/client.ts'
import { endSession } from './session-client.ts'

/** Ana's app, whose token has run out, and her request, which waits for a renewal that has not been answered. */
async function renewing() {
  const api = fakeApi()
  let answer = (_: unknown): void => {}
  api.on(listOrders, () => problem('unauthenticated'))
  api.on(refreshSession, () => new Promise(resolve => answer = resolve as typeof answer))
  const app = appAround({ api })
  const request = app.client.call(listOrders).catch((error: unknown) => error)
  await until(() => api.count(refreshSession) === 1)
  return { ...app, request, answer: (parts: unknown) => answer(parts) }
}

async function until(happens: () => boolean): Promise<void> {
  while (!happens())
    await Promise.resolve()
}

test('who signs out while the token is renewed stays signed out', async () => {
  const { api, session, queryClient, request, answer } = await renewing()
  endSession(session, queryClient)
  answer(sessionOf(ana, 'new'))
  expect(await request).toMatchObject({ code: 'unauthenticated' })
  expect(session).toMatchObject({ account: null, accessToken: null })
  expect(api.count(listOrders)).toBe(1)
})

test('what one account asked for fails when another has signed in here meanwhile, who stays signed in', async () => {
  for (const parts of [sessionOf(ana, 'new'), sessionOf(ben, 'newer'), problem('unauthenticated')]) {
    const { api, session, queryClient, request, answer } = await renewing()
    endSession(session, queryClient)
    session.begin(sessionOf(ben))
    answer(parts)
    expect(await request).toMatchObject({ code: 'unauthenticated' })
    expect(session).toMatchObject({ account: ben, accessToken: 'token-of-ben' })
    expect(api.count(listOrders)).toBe(1)
  }
})

test('when the cookie has become another account\'s, this tab is signed out and nothing is asked with its token', async () => {
  const { api, session, queryClient, request, answer } = await renewing()
  queryClient.setQueryData(['anything'], 'of ana')
  answer(sessionOf(ben))
  expect(await request).toMatchObject({ code: 'unauthenticated' })
  expect(session.signedIn).toBe(false)
  expect(queryClient.getQueryCache().getAll()).toEqual([])
  expect(api.requests.filter(({ headers }) => headers.get('authorization') === 'Bearer token-of-ben')).toEqual([])
})

test('who comes next gets a renewal of their own, not the one that is under way', async () => {
  const { api, client, session, queryClient } = await renewing()
  endSession(session, queryClient)
  session.begin(sessionOf(ben))
  api.on(listOrders, ({ headers }) => headers.get('authorization') === 'Bearer new' ? aPage() : problem('unauthenticated'))
  api.on(refreshSession, sessionOf(ben, 'new'))
  expect(await client.call(listOrders)).toEqual(aPage())
})

test('a stray refusal signs nobody in', async () => {
  const { api, client, session } = appAround({ account: null })
  api.on(listOrders, () => problem('unauthenticated'))
  api.on(refreshSession, sessionOf(ana))
  await expect(client.call(listOrders)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(session.signedIn).toBe(false)
  expect(api.count(refreshSession)).toBe(0)
})

test.each(['unauthenticated', 'forbidden'] as const)('the answer "%s" to a renewal ends the session', async (code) => {
  const { session, request, answer } = await renewing()
  answer(problem(code))
  await request
  expect(session.signedIn).toBe(false)
})

test.each([
  ['unavailable', 'unavailable', 30],
  ['too-many-requests', 'too-many-requests', 30],
  ['internal-error', 'internal-error', 30],
] as const)('the answer "%s" to a renewal passes: it is what the request fails with, and the session goes on', async (code, said, retryAfter) => {
  const { session, request, answer } = await renewing()
  answer(problem(code, { 'retry-after': '30' }))
  expect(await request).toMatchObject({ code: said, retryAfter })
  expect(session).toMatchObject({ account: ana, accessToken: 'token-of-ana' })
})

test.each([400, 404, 410])('a %s in answer to a renewal is nobody\'s word on what was asked for', async (status) => {
  const { session, request, answer } = await renewing()
  answer(reply({ status, body: { type: '/problems/odd', title: 'Odd', status, detail: 'Odd', instance: 'test' } }))
  expect(await request).toBeInstanceOf(ConnectionError)
  expect(session.signedIn).toBe(true)
})
