import type { Endpoint } from '@orderbeat/shared'
import type { Caller, Shop } from '../../test/test-shop.ts'
import type { AppParts } from '../app.ts'
import { cancelOrder, getOrder, getStaffOrder, listNotifications, listOrders, listStaffOrders, trackOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noPressure } from '../../test/no-pressure.ts'
import { openShop } from '../../test/test-shop.ts'
import { buildApp } from '../app.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

function ask<E extends Endpoint>(caller: Caller, endpoint: E, input: object, tag?: unknown) {
  return caller.call(endpoint, { ...input, headers: tag === undefined ? {} : { 'if-none-match': tag } } as never)
}

describe('a pollable answer', () => {
  it.each<[string, Endpoint, (shop: Shop) => Caller, string]>([
    ['history', listOrders, ({ ana }) => ana, '30'],
    ['order', getOrder, ({ ana }) => ana, '60'],
    ['tracker', trackOrder, ({ ana }) => ana, '60'],
    ['notifications', listNotifications, ({ ana }) => ana, '30'],
    ['staff list', listStaffOrders, ({ sam }) => sam, '30'],
    ['staff order', getStaffOrder, ({ sam }) => sam, '30'],
  ])('of the %s is an empty 304 until something changes', async (_, endpoint, who, seconds) => {
    const { id } = await shop.orderOf(shop.ana)
    await ask(shop.ana, trackOrder, { params: { orderId: id } })
    shop.clock.now += 60_000
    const input = endpoint.url.includes(':orderId') ? { params: { orderId: id } } : {}
    const caller = who(shop)
    const full = await ask(caller, endpoint, input)
    const headers = { 'etag': full.headers.etag, 'cache-control': 'private, no-cache', 'vary': 'Authorization, accept-encoding', 'poll-interval': seconds }
    expect(full.headers).toMatchObject(headers)
    for (let poll = 0; poll < 3; poll++) {
      const unchanged = await ask(caller, endpoint, input, full.headers.etag)
      expect(unchanged.status).toBe(304)
      expect(unchanged.text).toBe('')
      expect(unchanged.headers).toMatchObject(headers)
    }
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'processing' } })
    const changed = await ask(caller, endpoint, input, full.headers.etag)
    expect(changed.status).toBe(200)
    expect(changed.headers.etag).not.toBe(full.headers.etag)
  })

  it('is compared once, and from then on answered ahead of the router', async () => {
    const quiet = await openShop({ log: pino({ level: 'silent' }) })
    // Requests that come to the router are numbered, and refusals tell the number.
    const count = async () => Number.parseInt(/-(\w+)$/.exec((await ask(quiet.nobody, listOrders, {})).problem.instance!)![1]!, 36)
    const { headers: { etag } } = await ask(quiet.ana, listOrders, {})
    const before = await count()
    for (let poll = 0; poll < 3; poll++)
      expect((await ask(quiet.ana, listOrders, {}, etag)).status).toBe(304)
    expect(await count() - before).toBe(2)
    await quiet.orderOf(quiet.ana)
    const placed = await count()
    expect((await ask(quiet.ana, listOrders, {}, etag)).status).toBe(200)
    expect(await count() - placed).toBe(2)
    await quiet.close()
  })

  it('is a weak tag in quotes, found also in a list', async () => {
    const { headers } = await ask(shop.ana, listOrders, {})
    expect(headers.etag).toMatch(/^W\/"[\w.-]+"$/)
    expect((await ask(shop.ana, listOrders, {}, `"other", ${String(headers.etag)}`)).status).toBe(304)
    expect((await ask(shop.ana, listOrders, {}, String(headers.etag).slice(2))).status).toBe(304)
  })

  it('is held whatever it is by whoever asks with *, if it is there (RFC 9110 §13.1.2)', async () => {
    const { id } = await shop.orderOf(shop.ana)
    expect(await ask(shop.ana, listOrders, {}, '*')).toMatchObject({ status: 304, text: '', headers: { etag: (await ask(shop.ana, listOrders, {})).headers.etag } })
    expect((await ask(shop.ana, trackOrder, { params: { orderId: id } }, '*')).status).toBe(304)
    expect((await ask(shop.ben, trackOrder, { params: { orderId: id } }, '*')).status).toBe(404)
  })

  it('varies with the encoding, named once, compressed or not', async () => {
    const headers = { 'accept-encoding': 'gzip', 'authorization': `Bearer ${shop.ana.token}` }
    const full = await shop.app.inject({ url: urlOf(listOrders), headers })
    const empty = await shop.app.inject({ url: urlOf(listOrders), headers: { ...headers, 'if-none-match': full.headers.etag } })
    expect(full.headers['content-encoding']).toBe('gzip')
    expect([full, empty].map(({ statusCode, headers: { vary } }) => [statusCode, vary])).toEqual([[200, 'Authorization, accept-encoding'], [304, 'Authorization, accept-encoding']])
  })

  it.each<[string, object]>([
    ['the undo window', { undoSeconds: 60 }],
    ['the shop\'s time zone', { shop: { currency: 'EUR', timeZone: 'Pacific/Auckland' } }],
  ])('is another once it is made with other settings: %s', async (_, settings) => {
    const { headers: { etag } } = await ask(shop.sam, listStaffOrders, {})
    const restart = async (config: AppParts['config']): Promise<number> => {
      const app = await buildApp({ ...shop.parts, config })
      const { statusCode } = await app.inject({ url: urlOf(listStaffOrders), headers: { 'authorization': `Bearer ${shop.sam.token}`, 'if-none-match': String(etag) } })
      await app.close()
      return statusCode
    }
    expect(await restart(shop.parts.config)).toBe(304)
    expect(await restart({ ...shop.parts.config, ...settings })).toBe(200)
  })

  it('is another in another database', async () => {
    const tagIn = async ({ parts, ana }: Shop, databaseId: string) => {
      const changes = { ...parts.database.stores.changes, databaseId: async () => databaseId }
      const app = await buildApp({ ...parts, database: { ...parts.database, stores: { ...parts.database.stores, changes } } })
      const { headers } = await app.inject({ url: urlOf(listOrders), headers: { authorization: `Bearer ${ana.token}` } })
      await app.close()
      return headers.etag
    }
    expect(await tagIn(shop, 'one')).toBe(await tagIn(shop, 'one'))
    expect(await tagIn(shop, 'one')).not.toBe(await tagIn(shop, 'other'))
  })

  it('without a tag is always whole', async () => {
    await ask(shop.ana, listOrders, {})
    expect((await ask(shop.ana, listOrders, {})).status).toBe(200)
  })

  it('has a tag that holds for nobody else, and for no other address', async () => {
    const { headers } = await ask(shop.ana, listOrders, {})
    expect((await ask(shop.ben, listOrders, {}, headers.etag)).status).toBe(200)
    expect((await ask(shop.ana, listOrders, { query: { limit: 5 } }, headers.etag)).status).toBe(200)
    const staff = await ask(shop.sam, listStaffOrders, {})
    expect((await ask(shop.ada, listStaffOrders, {}, staff.headers.etag)).status).toBe(200)
  })

  it('with a wrong token is 401, tag or not', async () => {
    const { headers } = await ask(shop.ana, listOrders, {})
    const { status } = await ask(shop.nobody, listOrders, {}, headers.etag)
    expect(status).toBe(401)
  })

  it('with a token that has ended is 401, however often it was 304 before', async () => {
    const ana = shop.bearer(shop.ana.token)
    const { headers } = await ask(ana, listOrders, {})
    for (let poll = 0; poll < 3; poll++)
      expect((await ask(ana, listOrders, {}, headers.etag)).status).toBe(304)
    shop.clock.now += 15 * 60_000
    expect((await ask(ana, listOrders, {}, headers.etag)).status).toBe(401)
  })

  it('is not disturbed by what happens to others', async () => {
    const { headers } = await ask(shop.ana, listOrders, {})
    await shop.orderOf(shop.ben, ['confirmed'])
    expect((await ask(shop.ana, listOrders, {}, headers.etag)).status).toBe(304)
  })
})

describe('a customer who has just done something', () => {
  const beats = async (who: Caller) => [
    (await ask(who, listOrders, {})).headers['poll-interval'],
    (await ask(who, listNotifications, {})).headers['poll-interval'],
  ]

  it('is told to ask every 5 s for a minute, on a 304 too, and nobody else is', async () => {
    const quiet = await openShop()
    await quiet.orderOf(quiet.ben)
    quiet.clock.now += 60_000
    const { id } = await quiet.orderOf(quiet.ana)
    expect(await beats(quiet.ana)).toEqual(['5', '5'])
    expect(await beats(quiet.ben)).toEqual(['30', '30'])
    expect((await ask(quiet.sam, listStaffOrders, {})).headers['poll-interval']).toBe('30')
    const { headers } = await ask(quiet.ana, listOrders, {})
    quiet.clock.now += 59_999
    expect((await ask(quiet.ana, listOrders, {}, headers.etag)).headers['poll-interval']).toBe('5')
    quiet.clock.now += 1
    expect((await ask(quiet.ana, listOrders, {}, headers.etag)).headers['poll-interval']).toBe('30')
    await quiet.ana.call(cancelOrder, { params: { orderId: id }, body: {} })
    expect(await beats(quiet.ana)).toEqual(['5', '5'])
    await quiet.close()
  })

  it('the shop\'s own changes are no action of the customer\'s', async () => {
    const quiet = await openShop()
    await quiet.orderOf(quiet.ana, ['confirmed'])
    quiet.clock.now += 60_000
    expect(await beats(quiet.ana)).toEqual(['30', '30'])
    await quiet.close()
  })

  it('opens an order for the first time: the same, but looking on does not prolong it', async () => {
    const quiet = await openShop()
    const { id } = await quiet.orderOf(quiet.ana)
    quiet.clock.now += 60_000
    const look = async () => (await ask(quiet.ana, trackOrder, { params: { orderId: id } })).headers['poll-interval']
    expect(await look()).toBe('5')
    quiet.clock.now += 30_000
    expect(await look()).toBe('5')
    quiet.clock.now += 30_000
    expect(await look()).toBe('60')
    await quiet.close()
  })
})

describe('a server under load', () => {
  it('asks all to wait longer, and nobody to hurry', async () => {
    const busy = await openShop({ pressure: { ...noPressure, load: () => 4 } })
    await busy.orderOf(busy.ana)
    expect((await ask(busy.ana, listOrders, {})).headers['poll-interval']).toBe('120')
    await busy.close()
  })
})

describe('an order that is over', () => {
  it('stops being asked for once it can no longer be taken back, also on a 304', async () => {
    const { id } = await shop.orderOf(shop.ana, ['delivered', 'paid'])
    const first = await ask(shop.ana, trackOrder, { params: { orderId: id } })
    expect(first.headers['poll-interval']).not.toBe('-1')
    shop.clock.now += 600_000
    const over = await ask(shop.ana, trackOrder, { params: { orderId: id } }, first.headers.etag)
    expect(over.status).toBe(304)
    expect(over.headers['poll-interval']).toBe('-1')
  })

  it('is over from the last step on that can be taken back: what is said of it later prolongs nothing', async () => {
    const { id } = await shop.orderOf(shop.ana, ['delivered', 'paid'])
    shop.clock.now += 300_000
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { comment: 'A parcel came back.' } })
    shop.clock.now += 300_000
    for (const endpoint of [trackOrder, getOrder])
      expect((await ask(shop.ana, endpoint, { params: { orderId: id } })).headers['poll-interval']).toBe('-1')
  })

  it('by the customer\'s own cancelling, which staff cannot take back, is over at once', async () => {
    const { id } = await shop.orderOf(shop.ana)
    await shop.ana.call(cancelOrder, { params: { orderId: id }, body: {} })
    expect((await ask(shop.ana, trackOrder, { params: { orderId: id } })).headers['poll-interval']).toBe('-1')
  })

  it('delivered but unpaid is not over', async () => {
    const { id } = await shop.orderOf(shop.ana, ['delivered'])
    shop.clock.now += 600_000
    expect((await ask(shop.ana, trackOrder, { params: { orderId: id } })).headers['poll-interval']).toBe('60')
  })
})
