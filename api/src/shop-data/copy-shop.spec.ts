import type { Order } from '@orderbeat/shared'
import type { TestDatabase } from '../../test/test-database.ts'
import type { Caller, Shop } from '../../test/test-shop.ts'
import { cancelOrder, getOrder, getStaffStats, listEvents, listNotifications, listOrders, listStaffOrders, placeOrder, readNotifications, updateStaffOrder } from '@orderbeat/shared'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fillShop } from '../../test/fill-shop.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { callerOf, openShop } from '../../test/test-shop.ts'
import { buildApp } from '../app.ts'
import { copyDatabase, verifyDatabase } from '../data-tools.ts'
import { openBulk } from '../database/bulk.ts'
import { openDatabase } from '../database/open-database.ts'
import { tableNames } from '../database/shop-tables.ts'
import { copyShop } from './copy-shop.ts'

let shop: Shop
let target: TestDatabase
beforeAll(async () => {
  shop = await openShop()
  await fillShop(shop.database, { orders: 120, customers: 20 }, { currency: 'EUR', timeZone: 'Europe/Berlin' })
})
beforeEach(async () => {
  target = await openTestDatabase()
})
afterEach(() => target.remove())
afterAll(() => shop.close())

const from = () => shop.database.url
function quietly() {}

/** What both must have in the same rows, in whatever order. */
async function rowsOf(database: TestDatabase): Promise<Record<string, Set<string>>> {
  const dump = await database.dump()
  return Object.fromEntries(tableNames.map(table => [table, new Set(dump[table]!.map(row => JSON.stringify(row)))]))
}

/** Everybody's answers of all kinds. */
async function answersOf({ ana, ben, sam }: Pick<Shop, 'ana' | 'ben' | 'sam'>, orderId: string) {
  return (await Promise.all([
    ana.call(listOrders),
    ana.call(getOrder, { params: { orderId } }),
    ben.call(listNotifications),
    sam.call(listStaffOrders, { query: { limit: 100, q: 'rye' } }),
    sam.call(listStaffOrders, { query: { sort: '-total', status: 'delivered' } }),
    sam.call(getStaffStats, { query: { from: '2025-12-01', to: '2026-11-20' } }),
    sam.call(listEvents, { query: { limit: 1000 } }),
    sam.call(listNotifications),
  ])).map(({ status, text, headers }) => ({ status, text, etag: headers.etag }))
}

/** Opens the shop on a database, with the same people. */
async function opened<T>(database: TestDatabase, work: (people: Pick<Shop, 'ana' | 'ben' | 'sam'>) => Promise<T>): Promise<T> {
  const app = await buildApp({ ...shop.parts, database })
  const there = ({ id, name, token }: Caller) => callerOf(app, id, name, () => token)
  return await work({ ana: there(shop.ana), ben: there(shop.ben), sam: there(shop.sam) }).finally(() => app.close())
}

describe('a copy of a shop', () => {
  it('is of one moment, whoever writes meanwhile', async () => {
    const source = openBulk(from())
    const into = openBulk(target.url)
    let before = 0
    const { tables } = await source.snapshot(async ({ rows }) => {
      before = await rows.count('orders')
      await shop.orderOf(shop.ana, ['confirmed'])
      return await copyShop({ source: rows, target: into.target, copied: into.now.rows, tell: quietly })
    })
    expect(tables.find(({ table }) => table === 'orders')!.checksum.rows).toBe(before)
    await Promise.all([source.close(), into.close()])
    await verifyDatabase(target.url, difference => expect(difference).toBeNull())
  })

  it('tells how many changes it does not have', async () => {
    let written: Promise<void> | undefined
    const { missed } = await copyDatabase(from(), target.url, () => written ??= shop.database.meddle('update change_counter set value = value + 2'))
    await written
    await shop.database.meddle('update change_counter set value = value - 2')
    expect(missed).toBe(2)
  })
})

/** Copies until the nth page, where it is cut before or after the page is kept. */
async function cutAt(nth: number, when: 'before' | 'after'): Promise<void> {
  const source = openBulk(from())
  const into = openBulk(target.url)
  let pages = 0
  const cut = {
    ...into.target,
    append: async (...page: Parameters<typeof into.target.append>) => {
      const isLast = ++pages === nth
      if (isLast && when === 'before')
        throw new Error('cut')
      await into.target.append(...page)
      if (isLast)
        throw new Error('cut')
    },
  }
  await expect(source.snapshot(({ rows }) => copyShop({ source: rows, target: cut, copied: into.now.rows, tell: quietly }))).rejects.toThrow('cut')
  await source.close()
  await into.close()
}

describe('a copy that was cut', () => {
  it('is opened by nobody, and finished by the same command', async () => {
    for (const [index, nth] of [1, 2, 2, 1].entries())
      await cutAt(nth, index % 2 === 0 ? 'after' : 'before')
    await expect(openDatabase(target.url)).rejects.toThrow('unfinished copy')
    await expect(verifyDatabase(target.url, quietly)).rejects.toThrow('unfinished copy')
    expect(await copyDatabase(from(), target.url, quietly)).toMatchObject({ resumed: true })
    expect(await rowsOf(target)).toEqual(await rowsOf(shop.database))
    await verifyDatabase(target.url, difference => expect(difference).toBeNull())
  })

  it('is not finished from a source that has gone on, nor from another one', async () => {
    await cutAt(2, 'after')
    const other = await openTestDatabase()
    await other.meddle('update change_counter set database_id = \'another\'')
    await expect(copyDatabase(other.url, target.url, quietly)).rejects.toThrow('unfinished copy of another shop')
    await shop.orderOf(shop.ana)
    await expect(copyDatabase(from(), target.url, quietly)).rejects.toThrow('Orders have changed in the source')
    await other.remove()
  })

  it('is not finished where somebody changed what was copied before', async () => {
    await cutAt(8, 'after')
    await target.meddle('update accounts set name = \'Eve\' where email = \'ana@example.com\'')
    await expect(copyDatabase(from(), target.url, quietly)).rejects.toThrow(/^The copy differs in accounts: 24 rows with the sum/)
    await expect(openDatabase(target.url)).rejects.toThrow('unfinished copy')
  })
})

describe('a target', () => {
  it('that is not empty is refused and left as it is', async () => {
    await target.meddle('insert into products (id, sku, name, description, price, available) values (\'a\', \'A\', \'A\', \'\', 1, 1)')
    const before = await target.dump()
    await expect(copyDatabase(from(), target.url, quietly)).rejects.toThrow('The target is not empty: it has rows in products.')
    expect(await target.dump()).toEqual(before)
    await target.meddle('delete from products')
    await copyDatabase(from(), target.url, quietly)
    await expect(copyDatabase(from(), target.url, quietly)).rejects.toThrow('The target is not empty: it has rows in accounts.')
    await expect(copyDatabase(from(), from(), quietly)).rejects.toThrow('the same database')
  })

  it('with a table of somebody else\'s is refused', async () => {
    await target.meddle('create table wages (id integer)')
    await expect(copyDatabase(from(), target.url, quietly)).rejects.toThrow('The target is not empty: it has a table wages.')
  })

  it('of an older version that is not empty is refused before its schema is brought up to date', async () => {
    await target.meddle('insert into products (id, sku, name, description, price, available) values (\'a\', \'A\', \'A\', \'\', 1, 1)')
    await target.meddle('delete from kysely_migration where name > \'0002\'')
    const before = await target.dump()
    await expect(copyDatabase(from(), target.url, quietly)).rejects.toThrow('The target is not empty: it has rows in products.')
    expect(await target.dump()).toEqual(before)
    expect(before.kysely_migration).toHaveLength(1)
  })
})

it('every table of the database is copied, but the words that triggers keep', async () => {
  const kept = Object.keys(await shop.database.dump()).filter(table => !/^(?:kysely_|order_words)/.test(table))
  expect(kept.toSorted()).toEqual(tableNames.toSorted())
})

describe('a shop that moves', () => {
  const key = { 'idempotency-key': 'basket-1' }
  let moved: TestDatabase
  let orderId: string
  let placed: Order
  let answers: object[]
  beforeAll(async () => {
    moved = await openTestDatabase()
    orderId = (await shop.orderOf(shop.ana, ['confirmed', 'paid'])).id
    placed = (await shop.ben.call(placeOrder, { body: shop.basket(), headers: key })).body
    await shop.ben.call(cancelOrder, { params: { orderId: placed.id }, body: null })
    const { notifications } = (await shop.ana.call(listNotifications)).body
    await shop.ana.call(readNotifications, { body: { ids: [notifications[0]!.id] } })
    // What screens have seen is kept with the end of the app.
    await answersOf(shop, orderId)
    await shop.app.close()
    answers = await opened(shop.database, people => answersOf(people, orderId))
    await copyDatabase(from(), moved.url, quietly)
  })
  afterAll(() => moved.remove())

  it('has the same rows', async () => {
    expect(await rowsOf(moved)).toEqual(await rowsOf(shop.database))
    await verifyDatabase(moved.url, difference => expect(difference).toBeNull())
  })

  it('gives the same answers under the same tags, and goes on from there', async () => {
    await opened(moved, async (people) => {
      expect(await answersOf(people, orderId)).toEqual(answers)
      const again = await people.ben.call(placeOrder, { body: shop.basket(), headers: key })
      expect([again.headers['idempotency-replayed'], again.body.id]).toEqual(['true', placed.id])
      const next = await people.ben.call(placeOrder, { body: shop.basket() })
      expect(Number(next.body.number.slice(-6))).toBe(Number(placed.number.slice(-6)) + 1)
      expect((await people.sam.call(updateStaffOrder, { params: { orderId }, body: { status: 'processing' } })).status).toBe(200)
    })
    await verifyDatabase(moved.url, difference => expect(difference).toBeNull())
  })
})
