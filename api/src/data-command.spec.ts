import type { TestDatabase } from '../test/test-database.ts'
import type { Shop } from '../test/test-shop.ts'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runData } from '../test/data-process.ts'
import { fillShop } from '../test/fill-shop.ts'
import { openTestDatabase } from '../test/test-database.ts'
import { openShop } from '../test/test-shop.ts'

// A process that starts takes seconds where many start at once.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let shop: Shop
let target: TestDatabase
let folder: string
beforeAll(async () => {
  shop = await openShop()
  target = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'orderbeat-data-'))
  await shop.orderOf(shop.ana, ['confirmed', 'paid'])
  await fillShop(shop.database, { orders: 60, customers: 10 }, { currency: 'EUR', timeZone: 'Europe/Berlin' })
})
afterAll(async () => {
  await shop.close()
  await target.remove()
  await rm(folder, { recursive: true })
})

/** The real command; `until` kills it as soon as it has said so. */
function data(args: string[], database = shop.database.url, until?: RegExp) {
  return runData(args, database, { SHOP_TIME_ZONE: 'Europe/Berlin' }, (told, kill) => until?.test(told) === true && kill())
}

it('copy that is killed is finished by the same command, and verify ends with 0 and a plain line', async () => {
  const killed = await data(['copy', '--from', shop.database.url, '--to', target.url], undefined, /copied \d/)
  expect(killed.code).toBeNull()
  const finished = await data(['copy', '--from', shop.database.url, '--to', target.url])
  expect(finished).toMatchObject({ code: 0, err: expect.stringContaining('the rows and checksums above are the same in both') as string })
  expect(finished.out).toMatch(/^orders\s+61 {2}[0-9a-f]{32}$/m)
  expect(await data(['verify'], target.url)).toMatchObject({ code: 0, out: '', err: expect.stringMatching(/Nothing differs: 61 orders, \d+ events and 5 notifications were held against each other\.\n$/) as string })
})

it('verify ends with 1 and a line a difference', async () => {
  // One row in each of orders, feeds, counters and notifications, and how it was.
  const rows = [
    ['orders', 'address', '\'Elsewhere\'', 'number = \'ONLINE-000001\''],
    ['feeds', 'nonce', '\'guess\'', 'reader = \'staff\''],
    ['order_number_counters', 'value', '7', 'prefix = \'ONLINE\''],
    ['notifications', 'title', '\'You have won\'', 'reader = \'staff\' and type = \'order.paid\''],
  ] as const
  for (const [table, column, value, where] of rows)
    await shop.database.meddle(`create table ${table}_kept as select ${column} as was from ${table} where ${where}; update ${table} set ${column} = ${value} where ${where}`)
  const found = await data(['verify'])
  for (const [table, column, , where] of rows)
    await shop.database.meddle(`update ${table} set ${column} = (select was from ${table}_kept) where ${where}; drop table ${table}_kept`)
  expect(found.code).toBe(1)
  expect(found.err).toContain('5 differences: 61 orders')
  expect(found.out.trim().split('\n')).toEqual([
    'ONLINE-000001 address: expected "Lindenstraße 4, Berlin", found "Elsewhere"',
    'ONLINE-000001 notification of order.paid for staff title: expected "ONLINE-000001: confirmed → paid, by Sam", found "You have won"',
    'order_number_counters ONLINE value: expected 1, found 7',
    'order numbers ONLINE count: expected 7, found 1',
    expect.stringMatching(/^feed staff nonce: expected "\S+", found "guess"$/),
  ])
})

it('export writes a file for nobody else, and import says which line is wrong and takes the others', async () => {
  const file = join(folder, 'shop.ndjson')
  const exported = await data(['export', file])
  expect(exported).toMatchObject({ code: 0, out: '' })
  expect(exported.err).toContain('exported 100 % (61 of 61)\n')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  // The first years of them: what is newer may be in the future of a machine whose clock is wrong.
  const lines = (await readFile(file, 'utf8')).trim().split('\n').filter(line => !line.startsWith('{"type":"order"') || /"OLD-1?\d"/.test(line))
  const wrong = lines.findIndex(line => line.includes('"OLD-9"'))
  lines[wrong] = lines[wrong]!.replace('"OLD-9"', '"NEW-9"').replace('"delivery"', '"drone"').replace('"pickup"', '"drone"')
  lines.push(lines.at(-1)!.replace(/"number":"[^"]*"/, '"number":"NEW-1"'))
  await writeFile(file, lines.join('\r\n'))
  const imported = await data(['import', file])
  expect(imported).toMatchObject({ code: 1, out: `line ${wrong + 1}: /fulfilment must be equal to one of the allowed values: delivery, pickup\n` })
  expect(imported.err).toContain('1 orders, 0 accounts and 0 products are brought along')
  expect(await shop.database.stores.orders.find('NEW-9')).toBeNull()
  expect(await shop.database.stores.orders.find('NEW-1')).not.toBeNull()
})

it('says how it is used, and what went wrong in one sentence', async () => {
  expect(await data(['copy', '--from', 'here'])).toMatchObject({ code: 1, err: expect.stringMatching(/^pnpm data copy --from <url> --to <url>/) as string })
  expect(await data(['copy', '--from', `file:${folder}/none.db`, '--to', target.url])).toMatchObject({ code: 1, out: '', err: `There is no file ${folder}/none.db.\n` })
})
