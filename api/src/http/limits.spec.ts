import type { Shop } from '../../test/test-shop.ts'
import { cancelOrder, createKey, getOrder, getStaffOrder, listOrders, logIn, placeOrder, register, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openShop, testConfig, testPassword } from '../../test/test-shop.ts'
import { buildApp } from '../app.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ config: { ...testConfig, rateLimits: true } })
})
// A day later nothing is left of what was tried before.
beforeEach(() => {
  shop.clock.now += 24 * 60 * 60 * 1000
})
afterAll(() => shop.close())

interface From { address?: string, forwarded?: string, email?: string, password?: string }

function tryIn(app: Shop['app'], { address = '192.0.2.1', forwarded, email = 'ana@example.com', password = 'wrong password' }: From = {}) {
  return app.inject({
    method: 'POST',
    url: urlOf(logIn),
    remoteAddress: address,
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    payload: { email, password },
  })
}

const times = <T>(count: number, work: (index: number) => Promise<T>) => Promise.all(Array.from({ length: count }, (_, index) => work(index)))
const statuses = (answers: { statusCode: number }[]) => answers.map(({ statusCode }) => statusCode).sort()
const tries = (allowed: number, refused: number) => [...Array.from<number>({ length: allowed }).fill(401), ...Array.from<number>({ length: refused }).fill(429)]

describe('wrong passwords', () => {
  it('are ten for an account from an address, also all at once, and one more every minute', async () => {
    expect(statuses(await times(15, () => tryIn(shop.app)))).toEqual(tries(10, 5))
    const refused = await tryIn(shop.app)
    expect(refused.headers).toMatchObject({ 'retry-after': '60', 'content-type': 'application/problem+json' })
    expect(refused.json()).toMatchObject({ type: '/problems/too-many-requests', status: 429 })
    shop.clock.now += 60_000
    expect(statuses(await times(3, () => tryIn(shop.app)))).toEqual(tries(1, 2))
  })

  it('do not keep the next till behind the same address out, nor the same person elsewhere, nor anybody who is signed in', async () => {
    const { token } = shop.ana
    await times(15, () => tryIn(shop.app))
    expect((await tryIn(shop.app, { password: testPassword })).statusCode).toBe(429)
    expect((await tryIn(shop.app, { email: 'ben@example.com', password: testPassword })).statusCode).toBe(200)
    expect((await tryIn(shop.app, { address: '198.51.100.7', password: testPassword })).statusCode).toBe(200)
    expect((await shop.app.inject({ url: urlOf(listOrders), remoteAddress: '192.0.2.1', headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(200)
  })

  it('are no more with an X-Forwarded-For that changes each time', async () => {
    expect(statuses(await times(15, index => tryIn(shop.app, { forwarded: `203.0.113.${index}` })))).toEqual(tries(10, 5))
  })

  it('count by what a trusted proxy says, and by nothing that was said to it', async () => {
    const app = await buildApp({ ...shop.parts, config: { ...shop.parts.config, trustedProxies: ['10.0.0.0/8'] } })
    expect(statuses(await times(15, index => tryIn(app, { address: '10.0.0.1', forwarded: `198.51.100.${index}, 203.0.113.9` })))).toEqual(tries(10, 5))
    expect((await tryIn(app, { address: '10.0.0.1', forwarded: '203.0.113.10' })).statusCode).toBe(401)
    expect(statuses(await times(12, index => tryIn(app, { address: '192.0.2.9', forwarded: `203.0.113.${index}` })))).toEqual(tries(10, 2))
    await app.close()
  })

  it('are one budget for all nodes', async () => {
    const other = await buildApp({ ...shop.parts })
    expect(statuses(await times(16, index => tryIn(index % 2 === 0 ? shop.app : other)))).toEqual(tries(10, 6))
    await other.close()
  })

  it('are told apart from right ones: signing in again and again is nothing', async () => {
    for (let time = 0; time < 12; time++)
      expect((await tryIn(shop.app, { password: testPassword })).statusCode).toBe(200)
    expect(statuses(await times(12, () => tryIn(shop.app)))).toEqual(tries(10, 2))
  })

  it('keep no names: what is stored of them is hashed, and forgotten when it has passed', async () => {
    await shop.database.write(stores => stores.limits.removeFull(shop.clock.now))
    await tryIn(shop.app)
    const { limit_buckets: buckets = [] } = await shop.database.dump()
    expect(buckets).toHaveLength(3)
    expect(JSON.stringify(buckets)).not.toMatch(/ana|192/)
    await shop.database.write(stores => stores.limits.removeFull(shop.clock.now + 60_001))
    expect((await shop.database.dump()).limit_buckets).toEqual([])
  })
})

describe('a limit that cannot be counted', () => {
  it('refuses nobody', async () => {
    const unavailable = new Error('locked')
    const broken = await buildApp({
      ...shop.parts,
      database: {
        ...shop.database,
        isUnavailable: error => error === unavailable,
        write: work => shop.database.write(async (stores) => {
          const limits = { ...stores.limits, take: () => Promise.reject(unavailable), add: () => Promise.reject(unavailable) }
          return await work({ ...stores, limits })
        }),
      },
    })
    expect((await tryIn(broken, { password: testPassword })).statusCode).toBe(200)
    await broken.close()
  })
})

describe('registrations', () => {
  it('are counted by address', async () => {
    const body = { name: 'New', email: 'new@example.com', password: 'long enough' }
    await shop.database.write(stores => stores.limits.removeFull(shop.clock.now))
    expect((await shop.nobody.call(register, { body })).status).toBe(201)
    expect((await shop.database.dump()).limit_buckets).toHaveLength(1)
  })

  it('from an address are sixty and one more every ten seconds, also with an email that is taken', async () => {
    const body = { name: 'Ana', email: 'ana@example.com', password: 'long enough' }
    const answers = await times(62, () => shop.nobody.call(register, { body }))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from<number>({ length: 60 }).fill(409), 429, 429])
    expect((await shop.nobody.call(register, { body })).headers['retry-after']).toBe('10')
    shop.clock.now += 10_000
    expect((await shop.nobody.call(register, { body })).status).toBe(409)
  })
})

describe('writes', () => {
  it('of a customer are 120 and one more every second, and polls go on meanwhile', async () => {
    const { headers } = await shop.ana.call(listOrders)
    const answers = await times(125, () => shop.ana.call(placeOrder, { body: { ...shop.basket(), items: [] } }))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
    expect((await shop.ben.call(placeOrder, { body: shop.basket() })).status).toBe(201)
    const polled = await times(100, () => shop.ana.call(listOrders, { headers: { 'if-none-match': String(headers.etag) } }))
    expect(new Set(polled.map(({ status }) => status))).toEqual(new Set([304]))
    shop.clock.now += 1000
    expect((await shop.ana.call(placeOrder, { body: shop.basket() })).status).toBe(201)
  })

  it('of staff and of a key are 1200 each and twenty more every second', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const till = shop.bearer((await shop.ada.call(createKey, { body: { name: 'Till 1', scopes: ['orders:write'] } })).body.key!)
    for (const who of [shop.sam, till]) {
      const ask = () => shop.app.inject({ method: 'PATCH', url: urlOf(updateStaffOrder, { params: { orderId: id } }), headers: { authorization: `Bearer ${who.token}` }, payload: {} })
      // A key is looked up for every request, and a busy machine may keep some waiting for the database too long, which takes no go.
      const write = async (): ReturnType<typeof ask> => {
        const answer = await ask()
        return who === till && answer.statusCode === 503 ? write() : answer
      }
      const answers = await times(1205, write)
      expect(statuses(answers)).toEqual([...Array.from<number>({ length: 1200 }).fill(400), 429, 429, 429, 429, 429])
      expect(new Set(answers.filter(({ statusCode }) => statusCode === 429).map(({ headers }) => headers['retry-after']))).toEqual(new Set(['1']))
      shop.clock.now += 50
      expect(statuses(await times(2, write))).toEqual([400, 429])
    }
  }, 120_000)
})

describe('what is not there', () => {
  it('may be asked for sixty times by an account, and then stops it only from naming things', async () => {
    const { id } = await shop.orderOf(shop.ana)
    for (let time = 0; time < 60; time++)
      expect((await shop.ana.call(getOrder, { params: { orderId: `ONLINE-9${time}` } })).status).toBe(404)
    for (const endpoint of [getOrder, cancelOrder] as const) {
      const { status, headers } = await shop.ana.call(endpoint, { params: { orderId: id } } as never)
      expect([status, headers['retry-after']]).toEqual([429, '1'])
    }
    expect((await shop.ana.call(listOrders)).status).toBe(200)
    expect((await shop.sam.call(getStaffOrder, { params: { orderId: id } })).status).toBe(200)
    shop.clock.now += 1000
    expect((await shop.ana.call(getOrder, { params: { orderId: id } })).status).toBe(200)
  })

  it('may be asked for three hundred times from an address, pages that are there without end', async () => {
    const ask = (url: string, remoteAddress: string) => shop.app.inject({ url, remoteAddress })
    const answers = await times(305, index => ask(`/wp-admin/${index}.php`, `2001:db8::${index.toString(16)}`))
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(5)
    expect((await ask('/healthz', '2001:db8::1')).statusCode).toBe(200)
    expect((await ask('/nothing', '2001:db8:0:1::1')).statusCode).toBe(404)
  })
})
