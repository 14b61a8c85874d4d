import type { CloudEvent, MachineKey, OrderPage } from '@orderbeat/shared'
import type { TestDatabase } from '../../test/test-database.ts'
import type { App } from '../http/app-type.ts'
import type { DemoTillParts } from './demo-till.ts'
import { listEvents, listKeys, listStaffOrders, orderStatuses } from '@orderbeat/shared'
import { createCaller } from '@orderbeat/shared/client'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noPressure } from '../../test/no-pressure.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { jwtSecret } from '../../test/test-shop.ts'
import { buildApp } from '../app.ts'
import { signIn } from './demo-people.ts'
import { demoOrders } from './demo-shop.ts'
import { runDemoTill } from './demo-till.ts'
import { seedDemo } from './seed-demo.ts'

const origin = 'http://shop.test'
let now: number
let database: TestDatabase
let app: App
beforeEach(async () => {
  now = Date.parse('2026-11-20T09:00:00.000Z')
  database = await openTestDatabase()
  const shop = { currency: 'EUR', timeZone: 'UTC' }
  const passwords = { hash: async (password: string) => `hash of ${password}`, verify: async (password: string, hash: string | null) => hash === `hash of ${password}` }
  const parts = { database, passwords, clock: () => now, newId: () => v7(), log: pino({ level: 'silent' }) }
  await seedDemo({ ...parts, shop, undoSeconds: 600, origin })
  const config = { publicOrigin: origin, corsOrigins: [], trustedProxies: [], rateLimits: true, pollSeconds: { history: 30, tracker: 60 }, undoSeconds: 600, shop, jwtSecret }
  app = await buildApp({ ...parts, config, webFolder: null, demo: null, draining: () => false, pressure: noPressure, metrics: null, later: () => () => {} })
})
afterEach(async () => {
  await app.close()
  await database.remove()
})

/** Requests that reach the app without a network. */
async function toApp(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const { pathname, search } = new URL(String(url))
  const { statusCode, headers, body } = await app.inject({
    method: init.method as 'GET',
    url: pathname + search,
    headers: Object.fromEntries(new Headers(init.headers)),
    ...(init.body == null ? {} : { payload: String(init.body) }),
  })
  return new Response(body, { status: statusCode, headers: { 'content-type': String(headers['content-type']) } })
}

/** Runs the till for so many turns, a minute of the shop's time each, and gives what it told. */
async function run(turns: number, parts: Partial<DemoTillParts> = {}, eachTurn: (turn: number) => unknown = () => {}): Promise<string[]> {
  const stop = new AbortController()
  const lines: string[] = []
  let turn = 0
  const pause = async () => {
    now += 60_000
    await eachTurn(++turn)
    if (turn >= turns)
      stop.abort()
  }
  await runDemoTill({ origin, every: 4, orders: true, tell: line => lines.push(line), signal: stop.signal, fetch: toApp, now: () => now, random: () => 0, pause, ...parts })
  return lines
}

async function asAda() {
  const { accessToken } = await signIn({ origin, fetch: toApp }, 'ada@example.com')
  return createCaller({ origin, fetch: toApp, bearer: accessToken })
}

const move = new RegExp(`^ONLINE-\\d{6} (?:${orderStatuses.join('|')}) → (?:${orderStatuses.join('|')})$`)

describe('the demo till', { timeout: 30_000 }, () => {
  it('moves the order that has waited longest, a line each, until nothing is open', async () => {
    const [first, ...lines] = await run(18, { orders: false })
    expect(first).toBe('Demo till: a move every 4 s, to be watched at http://shop.test/staff/orders. Ctrl-C stops it.')
    expect(lines.splice(-2)).toEqual(['No order is open: place one as a customer.', 'Stopped, and the key is revoked.'])
    expect(lines.filter(line => !move.test(line))).toEqual([])
    expect(lines.slice(0, 5)).toEqual([
      'ONLINE-000004 paid → delivered',
      'ONLINE-000005 processing → paid',
      'ONLINE-000006 ready → delivered',
      'ONLINE-000007 pending → confirmed',
      'ONLINE-000005 paid → shipped',
    ])
    const { orders } = await (await asAda())(listStaffOrders, { query: { limit: 100 } }) as OrderPage
    expect(orders.every(order => order.statusInfo.final)).toBe(true)
    expect(orders.find(order => order.number === 'ONLINE-000005')!.trackingNumber).toBe('OB-000005')
  })

  it('has customers order when few orders are open, so that there is always something to move', async () => {
    const lines = await run(50)
    const placed = lines.filter(line => line.includes('placed by'))
    expect(placed.slice(0, 2)).toEqual(['ONLINE-000008 placed by Ana', 'ONLINE-000009 placed by Ben'])
    expect(lines.filter(line => move.test(line)).length).toBe(50 - placed.length)
    expect(placed.length).toBeGreaterThan(demoOrders.length)
    expect(placed.length).toBeLessThan(15)
  })

  it('works with a key of its own alone, which is gone afterwards', async () => {
    const authorizations = new Set<string>()
    await run(5, { orders: false, fetch: async (url, init) => {
      if (String(url).includes('/staff/orders'))
        authorizations.add(new Headers(init?.headers).get('authorization')!.slice(0, 11))
      return toApp(url, init)
    } })
    expect([...authorizations]).toEqual(['Bearer obk_'])
    const call = await asAda()
    expect((await call(listKeys)).keys.map(({ name, scopes, revokedAt }: MachineKey) => [name, scopes, revokedAt !== null])).toEqual([['Demo till', ['orders:read', 'orders:write'], true]])
    const events = await call(listEvents, { query: { limit: 1000 } }) as unknown as CloudEvent[]
    expect(events.slice(-5).map(({ time }) => time)).toEqual([0, 1, 2, 3, 4].map(minute => new Date(now + (minute - 5) * 60_000).toISOString()))
  })

  it('leaves alone what somebody else has changed since it looked', async () => {
    const meddle = async (url: string | URL | Request, init?: RequestInit) => {
      if (init?.method === 'PATCH')
        await database.meddle('update orders set version = version + 1')
      return toApp(url, init)
    }
    expect((await run(1, { fetch: meddle, orders: false }))[1]).toBe('ONLINE-000004 left alone, somebody else has just changed it')
  })

  it('outlasts a shop that is away for a while, and says so once', async () => {
    let away = false
    const lines = await run(30, { orders: false, fetch: (url, init) => away ? Promise.reject(new TypeError('fetch failed')) : toApp(url, init) }, turn => away = turn >= 2 && turn < 15)
    expect(lines.filter(line => line === 'The shop does not answer, the next try follows.')).toHaveLength(1)
    expect(lines.filter(line => move.test(line)).length).toBeGreaterThan(5)
  })

  it('says that its key is left when the shop is away at the end', async () => {
    let away = false
    const lines = await run(2, { fetch: (url, init) => away ? Promise.reject(new TypeError('fetch failed')) : toApp(url, init) }, () => away = true)
    expect(lines.at(-1)).toBe('Stopped, but the key "Demo till" could not be revoked: an admin can do it when the shop answers again.')
  })

  it('ends when its key has been revoked', async () => {
    const revoke = (turn: number) => turn === 2 && database.meddle('update machine_keys set revoked_at = 1')
    await expect(run(9, { orders: false }, revoke)).rejects.toThrow('The key opens nothing any more')
  })

  it('says what to do where there is no shop, and where there is one that is no demo', async () => {
    await expect(run(1, { fetch: () => Promise.reject(new TypeError('fetch failed')) })).rejects.toThrow(/^No shop answers at http:\/\/shop\.test \(http:\/\/shop\.test cannot be reached\)\.\nStart one with `npm start`/)
    await expect(run(1, { fetch: async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }) })).rejects.toThrow('that is not Orderbeat\'s')
    await database.meddle('update accounts set password_hash = \'another\'')
    await expect(run(1)).rejects.toThrow(/^The shop at http:\/\/shop\.test is no demo shop/)
  })
})
