import type { Shop } from '../../../test/test-shop.ts'
import { getMe, logIn, logOut, refreshSession, register } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, testConfig, testPassword } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const own = { 'x-orderbeat': '1' }

function cookieOf(headers: Record<string, unknown>): string {
  return String([headers['set-cookie']].flat()[0])
}

/** The cookie as a browser sends it back. */
function sent(setCookie: string): string {
  return setCookie.split(';')[0]!
}

async function signIn(): Promise<string> {
  return sent(cookieOf((await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })).headers))
}

function refresh(cookie: string, headers: object = own) {
  return shop.nobody.call(refreshSession, { headers: { cookie, ...headers } })
}

describe('signing up and in', () => {
  it('opens a customer account whose token works at once', async () => {
    const { status, body, headers } = await shop.nobody.call(register, { body: { name: ' Cleo ', email: 'Cleo@Example.com', password: 'long enough' } })
    expect(status).toBe(201)
    expect(body.account).toMatchObject({ name: 'Cleo', email: 'cleo@example.com', role: 'customer' })
    const me = await shop.app.inject({ url: getMe.url, headers: { authorization: `Bearer ${body.accessToken}` } })
    expect(me.json()).toEqual(body.account)
    expect(cookieOf(headers)).toMatch(/^orderbeat-refresh=[^;]+; Path=\/api\/v1\/auth; Expires=[^;]+; HttpOnly; SameSite=Strict$/)
    expect(headers['cache-control']).toBe('no-store')
  })

  it('keeps one account an email, however it is typed', async () => {
    const { status, problem } = await shop.nobody.call(register, { body: { name: 'Ana', email: 'ANA@example.com', password: 'long enough' } })
    expect(status).toBe(409)
    expect(problem).toMatchObject({ type: '/problems/email-taken', errors: [{ path: '/email' }] })
  })

  it('names every field that is wrong', async () => {
    const { status, problem } = await shop.nobody.call(register, { body: { name: ' ', email: 'nowhere', password: 'short', role: 'admin' } as never })
    expect(status).toBe(400)
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['/email', '/name', '/password', '/role'])
  })

  it('answers a wrong password and an unknown email alike', async () => {
    const answers = await Promise.all(['ana@example.com', 'who@example.com'].map(email => shop.nobody.call(logIn, { body: { email, password: 'wrong' } })))
    const [known, unknown] = answers.map(({ status, problem }) => ({ status, problem: { ...problem, instance: '' } }))
    expect(known).toEqual(unknown)
    expect(known?.status).toBe(401)
  })

  it('uses a Secure cookie of a protected name where the origin is https', async () => {
    const secure = await openShop({ config: { ...testConfig, publicOrigin: 'https://orders.example.com' } })
    const { headers } = await secure.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })
    expect(cookieOf(headers)).toMatch(/^__Secure-orderbeat-refresh=.*; Secure/)
    await secure.close()
  })
})

describe('staying signed in', () => {
  it('rotates the refresh token', async () => {
    const first = await signIn()
    const { status, headers, body } = await refresh(first)
    expect(status).toBe(200)
    expect(body.account.name).toBe('Ana')
    expect(sent(cookieOf(headers))).not.toBe(first)
  })

  it('gives the same successor again while it is unused: after a lost answer, or in fifty tabs, which are one sign-in', async () => {
    const families = async () => ((await shop.database.dump()).refresh_families as { account_id: string, revoked_at: number | null }[]).filter(family => family.account_id === shop.ana.id && family.revoked_at === null).length
    const before = await families()
    const first = await signIn()
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(first)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    const [successor, ...others] = new Set(answers.map(({ headers }) => sent(cookieOf(headers))))
    expect(others).toEqual([])
    expect(await families()).toBe(before + 1)
    const { status, headers } = await refresh(successor!)
    expect(status).toBe(200)
    expect((await refresh(sent(cookieOf(headers)))).status).toBe(200)
    expect(await families()).toBe(before + 1)
  })

  it('ends the family when an old token comes back after its successor was used', async () => {
    const first = await signIn()
    const second = sent(cookieOf((await refresh(first)).headers))
    const third = sent(cookieOf((await refresh(second)).headers))
    expect((await refresh(first)).status).toBe(401)
    expect((await refresh(third)).status).toBe(401)
  })

  it('ends after thirty days, however often it was refreshed', async () => {
    let cookie = await signIn()
    for (let days = 0; days < 29; days += 7) {
      cookie = sent(cookieOf((await refresh(cookie)).headers))
      shop.clock.now += 7 * 24 * 60 * 60 * 1000
    }
    expect((await refresh(cookie)).status).toBe(401)
  })

  it('stores no token, only hashes', async () => {
    const token = (await signIn()).split('=')[1]!
    expect(JSON.stringify((await shop.database.dump()).refresh_families)).not.toContain(token.split('.')[1])
  })

  it('is for the app\'s own pages only', async () => {
    const cookie = await signIn()
    expect((await refresh(cookie, {})).status).toBe(403)
    expect((await refresh(cookie, { ...own, origin: 'https://evil.example' })).status).toBe(403)
    expect((await refresh(cookie, { ...own, origin: 'null' })).status).toBe(403)
    expect((await refresh(cookie, { ...own, origin: 'http://127.0.0.1:3000' })).status).toBe(200)
  })

  it('without a cookie, or with one that means nothing, is 401', async () => {
    expect((await shop.nobody.call(refreshSession, { headers: own })).status).toBe(401)
    expect((await refresh('orderbeat-refresh=nonsense')).status).toBe(401)
  })
})

describe('signing out', () => {
  it('ends the family and takes the cookie away', async () => {
    const cookie = await signIn()
    const { status, headers } = await shop.nobody.call(logOut, { headers: { cookie, ...own } as never })
    expect(status).toBe(204)
    expect(cookieOf(headers)).toContain('Expires=Thu, 01 Jan 1970')
    expect((await refresh(cookie)).status).toBe(401)
  })

  it('when signed out already is fine', async () => {
    expect((await shop.nobody.call(logOut, { headers: own })).status).toBe(204)
  })
})
