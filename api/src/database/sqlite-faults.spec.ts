import type { SmallDisk } from '../../test/small-disk.ts'
import type { Shop } from '../../test/test-shop.ts'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { getReadiness, listOrders, listProducts, listStaffOrders, placeOrder, putProduct } from '@orderbeat/shared'
import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { asNobody } from '../../test/as-nobody.ts'
import { smallDisks } from '../../test/small-disk.ts'
import { createSqliteDatabase } from '../../test/sqlite-database.ts'
import { openShop } from '../../test/test-shop.ts'
import { openDatabase, whyNoDatabase } from './open-database.ts'

let shop: Shop
let disk: SmallDisk | null = null
afterEach(async () => {
  await shop.close()
  disk?.remove()
  disk = null
})

const place = () => shop.ana.call(placeOrder, { body: shop.basket() })
const orders = async () => (await shop.ana.call(listOrders)).body.orders.length
const fileOf = () => shop.database.url.slice('file:'.length)

/** Takes the write lock as another process can. */
function lock(): () => void {
  const outside = new Sqlite(fileOf())
  outside.exec('begin immediate')
  return () => {
    outside.exec('rollback')
    outside.close()
  }
}

const unavailable = { type: '/problems/unavailable', status: 503 }

describe('a file that somebody else has locked', () => {
  it('keeps a write waiting, and nobody else', async () => {
    shop = await openShop()
    const unlock = lock()
    const placing = place()
    for (let read = 0; read < 5; read++)
      expect(await orders()).toBe(0)
    unlock()
    expect((await placing).status).toBe(201)
  })

  it('refuses writes when it stays locked, however many come, and takes them again afterwards', async () => {
    shop = await openShop()
    const unlock = lock()
    const from = performance.now()
    const refused = await Promise.all(Array.from({ length: 16 }, place))
    expect(performance.now() - from).toBeLessThan(2000)
    for (const { status, problem, headers } of refused) {
      expect(status).toBe(503)
      expect(problem).toMatchObject(unavailable)
      expect(headers['retry-after']).toBe('5')
    }
    unlock()
    expect((await place()).status).toBe(201)
    expect(await orders()).toBe(1)
  })
})

describe.each(smallDisks(2))('$name', ({ open: openDisk }) => {
  it('that is full refuses writes and goes on reading, until there is room again', async () => {
    const usual = await createSqliteDatabase()
    await usual.close()
    disk = openDisk()
    shop = await openShop({ database: await createSqliteDatabase(disk.folder, usual.url.slice('file:'.length)) })
    let placed = 0
    let answer = await place()
    for (; answer.status === 201 && placed < 2000; placed++)
      answer = await place()
    expect(placed).toBeGreaterThan(10)
    expect(answer.status).toBe(503)
    expect(answer.problem).toMatchObject(unavailable)
    expect(answer.headers['retry-after']).toBe('5')
    expect((await shop.ana.call(listOrders, { query: { limit: 1 } })).body.total).toBe(placed)
    expect((await shop.sam.call(listStaffOrders, { query: { limit: 1 } })).body.total).toBe(placed)

    disk.enlarge()
    expect((await place()).status).toBe(201)
    expect((await shop.ana.call(listOrders, { query: { limit: 1 } })).body.total).toBe(placed + 1)
    expect(new Sqlite(fileOf()).pragma('integrity_check', { simple: true })).toBe('ok')
  })
})

describe('a file', () => {
  it.each([['file', 0o444, 0o777], ['file in a folder', 0o444, 0o555]])('or a %s that may only be read is refused at the start, in a sentence', async (_, file, folder) => {
    shop = await openShop()
    const readable = join(dirname(fileOf()), 'readable')
    await mkdir(readable)
    const path = join(readable, 'orders.db')
    await (await openDatabase(`file:${path}`)).close()
    await chmod(path, file)
    await chmod(readable, folder)
    await chmod(dirname(readable), 0o755)
    const refused = await asNobody(() => openDatabase(`file:${path}`)).then(() => null, (error: NodeJS.ErrnoException) => error)
    expect(refused?.code).toMatch(/^SQLITE_(?:READONLY|CANTOPEN)/)
    expect(whyNoDatabase(refused!)).toMatch(/^The database file cannot be used: .+\(SQLITE_/)
  })

  it('that was moved away takes no orders that the next start would not find', async () => {
    shop = await openShop({ metrics: { token: 'a token for those who watch', memory: () => 0, waitingPasswords: () => 0 } })
    await place()
    await rename(fileOf(), `${fileOf()}.away`)
    const { status, problem } = await place()
    expect(status).toBe(503)
    expect(problem).toMatchObject(unavailable)
    expect((await shop.nobody.call(getReadiness)).status).toBe(503)
    expect((await shop.app.inject({ url: '/metrics', headers: { authorization: 'Bearer a token for those who watch' } })).body).toContain('\norderbeat_database_errors_total{code="SQLITE_READONLY_DBMOVED"} 2\n')
    await rename(`${fileOf()}.away`, fileOf())
    expect((await place()).status).toBe(201)
    expect((await shop.nobody.call(getReadiness)).status).toBe(200)
  })

  it('that is no database is refused at the start', async () => {
    shop = await openShop()
    const path = `${fileOf()}.other`
    await writeFile(path, randomBytes(4096))
    await expect(openDatabase(`file:${path}`)).rejects.toMatchObject({ code: 'SQLITE_NOTADB' })
  })

  it('that is damaged is no mistake of the request\'s: what cannot be read is 503, the rest goes on', async () => {
    shop = await openShop()
    await shop.ada.call(putProduct, { params: { sku: 'PIE' }, body: { name: 'Pie', description: '', price: 1, available: true } })
    for (let order = 0; order < 40; order++)
      await place()
    const outside = new Sqlite(fileOf())
    outside.pragma('wal_checkpoint(TRUNCATE)')
    const pages = outside.prepare<[], number>('select pageno from dbstat where name = \'orders\'').pluck().all()
    outside.close()
    const file = await open(fileOf(), 'r+')
    for (const page of pages)
      await file.write(randomBytes(4096), 0, 4096, (page - 1) * 4096)
    await file.close()
    expect((await stat(fileOf())).size).toBeGreaterThan(0)
    const { status, problem } = await shop.sam.call(listStaffOrders)
    expect(status).toBe(503)
    expect(problem).toMatchObject(unavailable)
    expect((await shop.nobody.call(listProducts)).status).toBe(200)
    expect(shop.log().some(line => line.msg === 'database unavailable' && (line.err as { code: string }).code.startsWith('SQLITE_CORRUPT'))).toBe(true)
  })
})

describe('two processes on one file', () => {
  it('both take orders, and each sees the other\'s', async () => {
    shop = await openShop()
    const other = await openDatabase(shop.database.url)
    await Promise.all([
      ...Array.from({ length: 20 }, place),
      ...Array.from({ length: 20 }, () => other.write(stores => stores.changes.next())),
    ])
    expect((await shop.ana.call(listOrders, { query: { limit: 1 } })).body.total).toBe(20)
    expect(await other.stores.changes.newest()).toBe(40)
    await other.close()
  })
})
