import { listOrders, logIn, logOut, refreshSession, register } from '@orderbeat/shared'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent } from 'vue'
import { fakeApi, problem, reply } from '../../test/fake-api.ts'
import { mountApp } from '../../test/mount-app.ts'
import { ana, aPage, ben, sessionOf } from '../../test/samples.ts'
import { ConnectionError } from '../api/client.ts'
import { keepAccount, keptAccount } from './kept-account.ts'
import { useSessionActions } from './session-actions.ts'

afterEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

function visit(api = fakeApi(), account: typeof ana | null = null) {
  let actions!: ReturnType<typeof useSessionActions>
  const app = mountApp(defineComponent(() => {
    actions = useSessionActions()
    return () => null
  }), { api, account })
  return { ...app, actions }
}

test('signing in begins a session; the device keeps who it is, and nothing that opens it', async () => {
  const { api, session, actions } = visit()
  api.on(logIn, sessionOf(ana))
  await actions.signIn({ email: ana.email, password: 'orderbeat-demo' })
  expect(session).toMatchObject({ account: ana, accessToken: 'token-of-ana', signedIn: true })
  expect([{ ...localStorage }, { ...sessionStorage }]).toEqual([{ 'orderbeat.account': '{"id":"ana","name":"Ana","role":"customer"}' }, {}])
})

test('registering signs in, a problem does not', async () => {
  const { api, session, actions } = visit()
  const newcomer = { name: 'Ana', email: ana.email, password: 'orderbeat-demo' }
  api.on(register, () => problem('email-taken'))
  await expect(actions.register(newcomer)).rejects.toMatchObject({ code: 'email-taken' })
  expect(session.signedIn).toBe(false)
  api.on(register, () => reply({ status: 201, body: sessionOf(ana) }))
  await actions.register(newcomer)
  expect(session.signedIn).toBe(true)
})

test.each([
  ['with the same password signs in: the account is theirs', sessionOf(ana), true],
  ['with another password says that there is one: it may be somebody else\'s', problem('invalid-credentials'), false],
] as const)('registering once more after a lost answer %s', async (_, toLogIn, signedIn) => {
  const { api, session, actions } = visit()
  const newcomer = { name: 'Ana', email: ana.email, password: 'orderbeat-demo' }
  api.on(register, () => problem('email-taken'))
  api.on(logIn, toLogIn)
  api.network.down = true
  await expect(actions.register(newcomer)).rejects.toBeInstanceOf(ConnectionError)
  api.network.down = false
  await actions.register(newcomer).catch(error => expect(error).toMatchObject({ code: 'email-taken' }))
  expect(session.signedIn).toBe(signedIn)
  expect(api.asked(logIn).map(({ body }) => body)).toEqual([{ email: ana.email, password: 'orderbeat-demo' }])
})

test('an address that is taken at the first try is not signed in to', async () => {
  const { api, actions } = visit()
  api.on(register, () => problem('email-taken'))
  api.on(logIn, sessionOf(ana))
  await expect(actions.register({ name: 'Ana', email: ana.email, password: 'orderbeat-demo' })).rejects.toMatchObject({ code: 'email-taken' })
  expect(api.count(logIn)).toBe(0)
})

test('signing out holds at once, also when the API cannot be told', async () => {
  const { api, session, actions, queryClient } = visit(fakeApi(), ana)
  api.on(logOut, () => problem('internal-error'))
  queryClient.setQueryData(['anything'], 'of ana')
  const done = actions.signOut()
  expect(session).toMatchObject({ account: null, accessToken: null, signedIn: false })
  await done
  expect(api.requests[0]!.headers.get('x-orderbeat')).toBe('1')
  expect(queryClient.getQueryCache().getAll()).toEqual([])
})

test('a visit goes on with the last session where the cookie holds, and is asked for once', async () => {
  const { api, session, actions } = visit()
  api.on(refreshSession, sessionOf(ana))
  await actions.restore()
  await actions.restore()
  expect(session).toMatchObject({ signedIn: true, restored: true })
  expect(api.count(refreshSession)).toBe(1)
})

test('without a cookie that holds, a visit starts signed out', async () => {
  const { api, session, actions } = visit()
  api.on(refreshSession, () => problem('unauthenticated'))
  await actions.restore()
  expect(session).toMatchObject({ signedIn: false, restored: true })
})

test('requests that find the token expired together renew it once', async () => {
  const { api, client, session } = visit(fakeApi(), ana)
  api.on(listOrders, ({ headers }) => headers.get('authorization') === 'Bearer new' ? aPage() : problem('unauthenticated'))
  api.on(refreshSession, sessionOf(ana, 'new'))
  await Promise.all([client.call(listOrders), client.call(listOrders), client.call(listOrders)])
  expect(api.count(refreshSession)).toBe(1)
  expect(session.accessToken).toBe('new')
})

test('a renewal that is refused ends the session and forgets what was learned', async () => {
  const { api, client, session, queryClient } = visit(fakeApi(), ana)
  const forget = vi.spyOn(queryClient, 'clear')
  api.on(listOrders, () => problem('unauthenticated'))
  api.on(refreshSession, () => problem('unauthenticated'))
  await expect(client.call(listOrders)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(session.signedIn).toBe(false)
  expect(forget).toHaveBeenCalled()
})

test('whom the device knows goes on without an answer, and gets a token before anything is asked for them', async () => {
  keepAccount(ana)
  const { api, client, session, actions } = visit()
  api.network.down = true
  api.on(refreshSession, sessionOf(ana))
  api.on(listOrders, ({ headers }) => headers.get('authorization') === 'Bearer token-of-ana' ? aPage() : problem('unauthenticated'))
  await actions.restore()
  expect(session).toMatchObject({ signedIn: true, accessToken: null, account: { id: 'ana', name: 'Ana', email: '' } })
  await expect(client.call(listOrders)).rejects.toBeInstanceOf(ConnectionError)
  expect(api.count(listOrders)).toBe(0)
  api.network.down = false
  expect(await client.call(listOrders)).toEqual(aPage())
  expect(session.account).toEqual(ana)
})

test('whom the device knows waits three seconds for an answer, and is told when it comes later', async () => {
  vi.useFakeTimers()
  keepAccount(ana)
  const { api, session, actions } = visit()
  api.on(refreshSession, () => new Promise(resolve => setTimeout(resolve, 5000, sessionOf(ana))))
  const restored = actions.restore()
  await vi.advanceTimersByTimeAsync(2999)
  expect(session.signedIn).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await restored
  expect(session).toMatchObject({ signedIn: true, accessToken: null })
  await vi.advanceTimersByTimeAsync(2000)
  expect(session.accessToken).toBe('token-of-ana')
  vi.useRealTimers()
})

test('the shop\'s word ends what the device knows', async () => {
  keepAccount(ana)
  const { api, session, actions } = visit()
  api.on(refreshSession, () => problem('unauthenticated'))
  await actions.restore()
  expect([session.signedIn, keptAccount()]).toEqual([false, null])
})

test('when the cookie has become somebody else\'s, nothing of the one before is known any more', async () => {
  keepAccount(ana)
  const { api, session, actions } = visit()
  api.on(refreshSession, sessionOf(ben))
  await actions.restore()
  expect([session.account, keptAccount()?.id]).toEqual([ben, 'ben'])
})

test('whoever signs out without a connection stays signed out: the API is told on the next visit, and not asked for a session', async () => {
  const { api, actions } = visit(fakeApi(), ana)
  keepAccount(ana)
  api.on(logOut, reply({ status: 204 }))
  api.network.down = true
  await actions.signOut()
  expect(keptAccount()).toBeNull()
  const next = visit()
  next.api.on(logOut, reply({ status: 204 }))
  await next.actions.restore()
  expect(next.session).toMatchObject({ signedIn: false, restored: true })
  expect(next.api.requests.map(({ endpoint }) => endpoint)).toEqual([logOut])
  const later = visit()
  later.api.on(refreshSession, () => problem('unauthenticated'))
  await later.actions.restore()
  expect(later.api.count(refreshSession)).toBe(1)
})
