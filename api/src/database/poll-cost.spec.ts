import type { Shop } from '../../test/test-shop.ts'
import type { ReadRequest } from './reader-worker.ts'
import { Worker } from 'node:worker_threads'
import { getOrder, getStaffOrder, getStaffStats, listNotifications, listOrders, listStaffOrders, readNotifications, trackOrder } from '@orderbeat/shared'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => shop.close())

/** Every statement that runs from now on, and how many rows it gave, on whichever connection; another thread's without its rows. */
function traceStatements(): { sql: string, rows: number }[] {
  const statements: { sql: string, rows: number }[] = []
  const connection = new Sqlite(':memory:')
  const prototype = Object.getPrototypeOf(connection.prepare('select 1')) as Record<'get' | 'all' | 'run', (...args: unknown[]) => unknown>
  connection.close()
  for (const method of ['get', 'all', 'run'] as const) {
    const original = prototype[method]
    vi.spyOn(prototype, method).mockImplementation(function (this: Sqlite.Statement, ...args) {
      const result = original.apply(this, args)
      statements.push({ sql: this.source, rows: method === 'all' ? (result as unknown[]).length : method === 'get' && result !== undefined ? 1 : 0 })
      return result
    })
  }
  const { postMessage } = Worker.prototype
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, message: ReadRequest) {
    statements.push({ sql: message.sql, rows: Number.NaN })
    postMessage.call(this, message)
  })
  return statements
}

const polls = [
  ['history', listOrders, 'ana'],
  ['order', getOrder, 'ana'],
  ['tracker', trackOrder, 'ana'],
  ['notifications', listNotifications, 'ana'],
  ['staff list', listStaffOrders, 'sam'],
  ['staff order', getStaffOrder, 'sam'],
  ['figures', getStaffStats, 'sam'],
  ['staff notifications', listNotifications, 'sam'],
] as const

it.each(polls)('an unchanged %s reads one row of feeds at most and no order', async (_, endpoint, who) => {
  const { id } = await shop.orderOf(shop.ana)
  await shop.sam.call(readNotifications, { body: { ids: [] } })
  const input = { params: { orderId: id } } as never
  const { headers: { etag } } = await shop[who].call(endpoint, input)
  // The first is compared by the router, the second is known before it comes to it.
  for (const poll of ['first', 'second']) {
    // A write that is no business of the reader's: what is remembered of feeds may be old, and is read again.
    await shop.database.write(stores => stores.products.put({ id: shop.products.cake, sku: 'CAKE', name: 'Lemon cake', description: endpoint.schema.operationId + who + poll, price: 2400, available: true }))
    const statements = traceStatements()
    const unchanged = await shop[who].call(endpoint, { ...input as object, headers: { 'if-none-match': etag } } as never)
    vi.restoreAllMocks()
    expect(unchanged.status).toBe(304)
    const reads = statements.filter(({ sql }) => !sql.startsWith('pragma'))
    expect(reads).toHaveLength(1)
    expect(reads[0]!.rows).toBe(1)
    expect(reads[0]!.sql).toMatch(/from feeds|join feeds/)
    expect(reads[0]!.sql).not.toMatch(/orders|notifications/)
  }
})

it('while nobody writes, polls read no row at all', async () => {
  const { headers: { etag } } = await shop.ana.call(listOrders)
  await shop.ana.call(listOrders, { headers: { 'if-none-match': String(etag) } })
  const statements = traceStatements()
  for (let poll = 0; poll < 10; poll++)
    expect((await shop.ana.call(listOrders, { headers: { 'if-none-match': String(etag) } })).status).toBe(304)
  expect(statements.filter(({ rows, sql }) => rows !== 0 && !sql.startsWith('pragma'))).toEqual([])
})

it('the statement trace sees what a full answer reads, also on the thread for slow reads', async () => {
  const statements = traceStatements()
  await shop.ana.call(listOrders)
  expect(statements.some(({ sql, rows }) => sql.includes('"orders"') && rows > 0)).toBe(true)
  await shop.sam.call(listStaffOrders, { query: { q: 'ana' } })
  expect(statements.some(({ sql, rows }) => sql.includes('"orders"') && Number.isNaN(rows))).toBe(true)
})

it('no row at all is read before the token is verified', async () => {
  const { headers: { etag } } = await shop.ana.call(listOrders)
  const statements = traceStatements()
  for (const authorization of ['', 'Bearer a.b.c', `Bearer ${shop.ana.token}x`])
    expect((await shop.nobody.call(listOrders, { headers: { authorization, 'if-none-match': String(etag) } })).status).toBe(401)
  expect(statements).toEqual([])
})
