import type { Shop } from '../../test/test-shop.ts'
import { listOrders, logIn, placeOrder, refreshSession, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, testConfig, testPassword } from '../../test/test-shop.ts'

const elsewhere = 'https://shop.example.com'
let closed: Shop
let open: Shop
beforeAll(async () => {
  closed = await openShop()
  open = await openShop({ config: { ...testConfig, publicOrigin: 'https://api.example.com', corsOrigins: [elsewhere] } })
})
afterAll(async () => {
  await closed.close()
  await open.close()
})

async function cookieOf(shop: Shop): Promise<string> {
  const { headers } = await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })
  return String(headers['set-cookie']).split(';')[0]!
}

const forbidden = (name: string) => name.startsWith('access-control-')

describe('pages of another origin', () => {
  it('get nothing unless they are named', async () => {
    for (const [shop, origin] of [[closed, elsewhere], [open, 'https://evil.example'], [open, `${elsewhere}.evil.example`], [open, 'null']] as const) {
      const answer = await shop.app.inject({ url: '/api/v1/products', headers: { origin } })
      expect(Object.keys(answer.headers).filter(forbidden)).toEqual([])
      const asked = await shop.app.inject({ method: 'OPTIONS', url: '/api/v1/orders', headers: { origin, 'access-control-request-method': 'POST' } })
      expect(asked.statusCode).toBe(shop === closed ? 404 : 204)
      expect(Object.keys(asked.headers).filter(forbidden)).toEqual([])
    }
  })

  it('that are named may poll: the empty answer says so too, and shows what polls need', async () => {
    const ask = (headers: object) => open.app.inject({ url: urlOf(listOrders), headers: { authorization: `Bearer ${open.ana.token}`, ...headers } })
    const full = await ask({ origin: elsewhere })
    const empty = await ask({ 'origin': elsewhere, 'if-none-match': full.headers.etag })
    expect([full.statusCode, empty.statusCode]).toEqual([200, 304])
    for (const { headers } of [full, empty]) {
      expect(headers).toMatchObject({ 'access-control-allow-origin': elsewhere, 'access-control-allow-credentials': 'true', 'vary': 'Authorization, accept-encoding, Origin' })
    }
    expect(full.headers['access-control-expose-headers']).toBe('ETag, Poll-Interval, Retry-After, Location, Idempotency-Replayed')
    expect(empty.headers['access-control-expose-headers']).toBe('ETag, Poll-Interval')
    expect((await open.app.inject({ url: urlOf(listOrders), headers: { origin: elsewhere } })).headers).toMatchObject({ 'access-control-allow-origin': elsewhere, 'vary': 'Origin' })
  })

  it('ask once and for long what they may do', async () => {
    const { statusCode, headers } = await open.app.inject({ method: 'OPTIONS', url: urlOf(placeOrder), headers: { 'origin': elsewhere, 'access-control-request-method': 'POST' } })
    expect(statusCode).toBe(204)
    expect(headers).toMatchObject({ 'access-control-allow-origin': elsewhere, 'access-control-max-age': '7200', 'access-control-allow-methods': expect.stringContaining('PATCH') as string })
    expect(headers['access-control-allow-headers']).toMatch(/authorization.*if-none-match.*idempotency-key.*x-orderbeat/i)
  })
})

describe('the refresh cookie', () => {
  const headerless = { 'x-orderbeat': undefined }
  const own = 'http://localhost:3000'
  it.each<[string, Record<string, string | undefined>, number]>([
    ['no page at all, a program', {}, 200],
    ['its own page', { 'origin': own, 'sec-fetch-site': 'same-origin' }, 200],
    ['its own page by another name', { 'origin': 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, 200],
    ['a form', { ...headerless, 'content-type': 'application/x-www-form-urlencoded' }, 403],
    ['a form of its own page', { ...headerless, origin: own }, 403],
    ['a header of another value', { 'x-orderbeat': 'true' }, 403],
    ['a foreign page', { 'origin': 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['a foreign page that hides', { origin: 'null' }, 403],
    ['a neighbour by port', { origin: 'http://localhost:3001' }, 403],
    ['a neighbour by scheme', { origin: 'https://localhost:3000' }, 403],
    ['a neighbour by name', { 'origin': 'http://evil.localhost:3000', 'sec-fetch-site': 'same-site' }, 403],
    ['a foreign page without its origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }, 403],
    ['a link', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, 403],
    ['a page with a lying origin', { 'origin': own, 'sec-fetch-site': 'cross-site' }, 403],
  ])('used by %s', async (_, headers, status) => {
    const cookie = await cookieOf(closed)
    const before = await closed.database.dump()
    const sent = Object.fromEntries(Object.entries({ 'x-orderbeat': '1', cookie, ...headers }).filter(([, value]) => value !== undefined))
    const answer = await closed.app.inject({ method: 'POST', url: urlOf(refreshSession), headers: sent })
    expect(answer.statusCode).toBe(status)
    if (status === 403)
      expect(await closed.database.dump()).toEqual(before)
  })

  it('may be used by the app where it is served elsewhere on the same site, and from no other site', async () => {
    const cookie = await cookieOf(open)
    const ask = (site: string) => open.app.inject({ method: 'POST', url: urlOf(refreshSession), headers: { 'x-orderbeat': '1', cookie, 'origin': elsewhere, 'sec-fetch-site': site } })
    expect((await ask('cross-site')).statusCode).toBe(403)
    expect((await ask('same-site')).statusCode).toBe(200)
  })
})
