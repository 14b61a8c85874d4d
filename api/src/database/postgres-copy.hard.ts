import type { DataRun } from '../../test/data-process.ts'
import type { PostgresServer } from '../../test/postgres-server.ts'
import type { Caller } from '../../test/test-shop.ts'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { getOrder, getStaffOrder, getStaffStats, listEvents, listNotifications, listOrders, listStaffOrders, placeOrder, trackOrder, updateStaffOrder } from '@orderbeat/shared'
import fc from 'fast-check'
import Fastify from 'fastify'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { benchNow, scatter } from '../../bench/orders.ts'
import { personAt } from '../../bench/people.ts'
import { runData } from '../../test/data-process.ts'
import { fillShop } from '../../test/fill-shop.ts'
import { noPressure } from '../../test/no-pressure.ts'
import { startPostgresServer } from '../../test/postgres-server.ts'
import { callerOf, jwtSecret, testConfig } from '../../test/test-shop.ts'
import { buildApp } from '../app.ts'
import { createAccessTokens } from '../http/access-tokens.ts'
import { byTimer } from '../write-behind.ts'
import { openDatabase } from './open-database.ts'

const size = { orders: 100_000, customers: 5000 }
const shop = { currency: 'EUR', timeZone: 'UTC' }
const interruptions = 10
/** A whole shop goes through less memory than a tenth of it would take. */
const settings = { NODE_OPTIONS: '--max-old-space-size=96', SHOP_TIME_ZONE: 'UTC' }

let folder: string
let server: PostgresServer
let file: string
let onServer: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orderbeat-copy-'))
  server = await startPostgresServer()
  file = `file:${folder}/shop.db`
  onServer = await server.create('shop')
  const since = Date.now()
  const database = await openDatabase(file)
  await database.write(stores => stores.accounts.insert({ id: v7(), email: 'sam@example.com', name: 'Sam', role: 'staff', passwordHash: '', disabled: false }, benchNow))
  await fillShop(database, size, shop)
  await database.close()
  note('100,000 orders imported', since)
  await live()
}, 20 * 60_000)
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

function note(what: string, since: number): void {
  process.stdout.write(`  ${what}: ${((Date.now() - since) / 1000).toFixed(1)} s\n`)
}

/** The service on a database, and the people who use it. */
async function open(url: string) {
  const database = await openDatabase(url)
  const clock = () => benchNow
  const app = await buildApp({
    config: { ...testConfig, shop },
    database,
    passwords: { hash: async password => password, verify: async () => false },
    log: pino({ level: 'silent' }),
    clock,
    newId: () => v7(),
    later: byTimer,
    webFolder: null,
    demo: null,
    draining: () => false,
    pressure: noPressure,
    metrics: null,
  })
  const tokens = await createAccessTokens(Fastify(), jwtSecret, clock)
  const staff = (await database.stores.accounts.findByEmail('sam@example.com'))!
  const asWhom = (account: Parameters<typeof tokens.issue>[0]): Caller => callerOf(app, account.id, account.name, () => tokens.issue(account).accessToken)
  return {
    sam: asWhom(staff),
    customer: async (index: number) => asWhom((await database.stores.accounts.findByEmail(personAt(index).email))!),
    product: (await database.stores.products.findBySku('SKU-0'))!.id,
    async close() {
      await app.close()
      await database.close()
    },
  }
}

/** A thousand orders that are placed and moved here, so that there is of everything. */
async function live(): Promise<void> {
  const { sam, customer, product, close } = await open(file)
  for (let index = 0; index < 1000; index++) {
    const placed = await (await customer(scatter(index, 1) % size.customers)).call(placeOrder, { body: { items: [{ productId: product, quantity: 1 + index % 9 }], fulfilment: 'pickup', paymentMethod: 'card' }, headers: { 'idempotency-key': `basket-${index}` } })
    for (const status of (['confirmed', 'processing', 'ready'] as const).slice(0, index % 4))
      await sam.call(updateStaffOrder, { params: { orderId: placed.body.id }, body: { status } })
  }
  await close()
}

/** What people of all kinds are answered, with the tags of their polls. */
async function answersOf(url: string) {
  const { sam, customer, close } = await open(url)
  const answers = []
  for (const q of ['rye', 'old-77', 'ana', 'online-000042'])
    answers.push(await sam.call(listStaffOrders, { query: { q, limit: 100 } }))
  for (const sort of ['-placedAt', 'placedAt', '-updatedAt', '-total'] as const) {
    for (const status of [undefined, 'delivered', 'ready,pending'])
      answers.push(await sam.call(listStaffOrders, { query: { sort, limit: 100, ...(status === undefined ? {} : { status }) } }))
  }
  answers.push(await sam.call(getStaffStats, { query: { from: '2026-01-01', to: '2026-11-21' } }), await sam.call(listNotifications, { query: { limit: 100 } }))
  for (let after: string | undefined, pages = 0; pages < 20; pages++) {
    const page = await sam.call(listEvents, { query: { limit: 1000, ...(after === undefined ? {} : { after }) } })
    answers.push(page)
    after = (JSON.parse(page.text) as { id: string }[]).at(-1)!.id
  }
  for (let index = 0; index < 50; index++) {
    const person = await customer(scatter(index, 2) % size.customers)
    const history = await person.call(listOrders, { query: { limit: 100 } })
    answers.push(history, await person.call(listNotifications))
    for (const { id } of history.body.orders.slice(0, 3))
      answers.push(await person.call(getOrder, { params: { orderId: id } }), await person.call(trackOrder, { params: { orderId: id } }), await sam.call(getStaffOrder, { params: { orderId: id } }))
  }
  await close()
  return answers.map(({ status, text, headers }) => ({ status, text, etag: headers.etag }))
}

/** Runs the copy and kills it at a random moment of the next tenth that is copied, the last two times while it checks. */
async function copyUntilKilled(nth: number): Promise<DataRun> {
  const [what, from] = nth > interruptions - 2 ? ['checked', 30 * (interruptions - nth)] as const : ['copied', 10 * nth] as const
  let killing = false
  return await runData(['copy', '--from', file, '--to', onServer], '', settings, (told, kill) => {
    const percent = [...told.matchAll(new RegExp(`${what} (\\d+) %`, 'g'))].at(-1)?.[1]
    if (killing || percent === undefined || Number(percent) < from)
      return
    killing = true
    const later = fc.sample(fc.integer({ min: 0, max: 2000 }), interruptions)[nth - 1]!
    process.stdout.write(`  killed ${later} ms after ${what} ${percent} %\n`)
    setTimeout(kill, later)
  })
}

it('a shop of 100,000 orders moves to a server and back, whatever interrupts it, and is the same shop', async () => {
  // Twice, so that what customers have looked at does not change between the answers that are held against each other.
  await answersOf(file)
  const before = await answersOf(file)

  let since = Date.now()
  let reached = 0
  for (let nth = 1; nth <= interruptions; nth++) {
    const killed = await copyUntilKilled(nth)
    expect(killed).toMatchObject({ code: null, out: '' })
    // It goes on where the one before was, rather than from the beginning.
    const percents = [...killed.err.matchAll(/copied (\d+) %/g)].map(([, percent]) => Number(percent))
    expect(percents[0] ?? 100).toBeGreaterThanOrEqual(reached)
    reached = percents.at(-1) ?? reached
  }
  const copied = await runData(['copy', '--from', file, '--to', onServer], '', settings)
  expect(copied.err).toContain('The rest is copied: the rows and checksums above are the same in both.')
  note(`copied to the server after ${interruptions} interruptions`, since)
  process.stdout.write(copied.out)
  expect(copied.out).toMatch(/^orders\s+101,000 /m)
  const after = await answersOf(onServer)
  expect(after.length).toBeGreaterThan(300)
  for (const [index, answer] of after.entries())
    expect(answer).toEqual(before[index])

  expect((await runData(['copy', '--from', file, '--to', onServer], '', settings))).toMatchObject({ code: 1, err: 'The target is not empty: it has rows in accounts. Copy into an empty database.\n' })

  since = Date.now()
  expect(await runData(['verify'], onServer, settings)).toMatchObject({ code: 0, out: '' })
  note('verified on the server', since)
  since = Date.now()
  const back = await runData(['copy', '--from', onServer, '--to', `file:${folder}/back.db`], '', settings)
  note('copied back into a file', since)
  // Looks of customers at the copy are noted in it.
  const withoutLooks = (text: string) => text.split('\n').filter(line => !/^(?:order_receipts|feeds|figures) /.test(line))
  expect(withoutLooks(back.out)).toEqual(withoutLooks(copied.out))
  since = Date.now()
  expect(await runData(['verify'], `file:${folder}/back.db`, settings)).toMatchObject({ code: 0, out: '' })
  note('verified in the file', since)
})

it('a shop of 100,000 orders is exported, imported elsewhere, and exported the same', async () => {
  const [first, second, elsewhere] = [join(folder, 'one.ndjson'), join(folder, 'two.ndjson'), await server.create('elsewhere')]
  let since = Date.now()
  expect((await runData(['export', first], file, settings)).code).toBe(0)
  note(`exported, ${Math.round((await stat(first)).size / 1024 / 1024)} MiB`, since)
  since = Date.now()
  const imported = await runData(['import', first], elsewhere, settings)
  expect(imported).toMatchObject({ code: 0, out: '' })
  note('imported into a server', since)
  expect((await runData(['export', second], elsewhere, settings)).code).toBe(0)
  expect(await ordersIn(second)).toEqual(await ordersIn(first))
  expect(await runData(['verify'], elsewhere, settings)).toMatchObject({ code: 0, out: '' })
})

/** The orders of a file by number; those of one millisecond come in any order. */
async function ordersIn(path: string): Promise<string[]> {
  const orders: string[] = []
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line.startsWith('{"type":"order"'))
      orders.push(line)
  }
  return orders.toSorted()
}
