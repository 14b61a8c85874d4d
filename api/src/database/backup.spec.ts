import type { TestDatabase } from '../../test/test-database.ts'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillShop } from '../../test/fill-shop.ts'
import { createSqliteDatabase } from '../../test/sqlite-database.ts'
import { verifyDatabase } from '../data-tools.ts'
import { backUp } from './backup.ts'
import { tableNames } from './shop-tables.ts'

let shop: TestDatabase
let folder: string
beforeAll(async () => {
  shop = await createSqliteDatabase()
  await fillShop(shop, { orders: 300, customers: 30 })
  folder = await mkdtemp(join(tmpdir(), 'orderbeat-backup-'))
})
afterAll(async () => {
  await shop.remove()
  await rm(folder, { recursive: true })
})

it('is of the moment it was begun, while the shop goes on, and is a shop itself', async () => {
  const before = await shop.dump()
  const told: [number, number][] = []
  const file = join(folder, 'one.db')
  const counts = await backUp(shop.url, file, (done, of) => {
    told.push([done, of])
    void shop.meddle(`insert into products (id, sku, name, description, price, available) values ('late-${told.length}', 'LATE-${told.length}', 'Late', '', 1, 1)`)
  })
  expect(told.length).toBeGreaterThan(1)
  expect(told.at(-1)![0]).toBe(told.at(-1)![1])
  expect((await shop.dump()).products!.length).toBeGreaterThan(before.products!.length)
  const backup = new Sqlite(file)
  for (const table of tableNames) {
    expect(backup.prepare(`select * from ${table}`).all(), table).toEqual(before[table])
    expect(counts[table]).toBe(before[table]!.length)
  }
  backup.close()
  expect(await verifyDatabase(`file:${file}`, difference => expect(difference).toBeNull())).toMatchObject({ orders: 300 })
})

it('leaves nothing beside it, and writes over nothing', async () => {
  const file = join(folder, 'two.db')
  await backUp(shop.url, file, () => {})
  expect((await readdir(folder)).filter(name => name.startsWith('two'))).toEqual(['two.db'])
  await expect(backUp(shop.url, file, () => {})).rejects.toThrow('it is not written over')
  await expect(backUp(shop.url, join(folder, 'no', 'where.db'), () => {})).rejects.toThrow('There is no folder')
  await expect(backUp(`file:${folder}/none.db`, join(folder, 'three.db'), () => {})).rejects.toThrow('There is no file')
  expect(existsSync(join(folder, 'none.db'))).toBe(false)
  await expect(backUp('postgres://shop@host/shop', join(folder, 'three.db'), () => {})).rejects.toThrow('pg_dump')
})

it('of a file that is damaged is none', async () => {
  const path = join(folder, 'damaged.db')
  const sound = new Sqlite(shop.url.slice('file:'.length))
  await sound.backup(path)
  sound.close()
  const damaged = new Sqlite(path)
  damaged.pragma('journal_mode = DELETE')
  damaged.unsafeMode()
  damaged.pragma('writable_schema = ON')
  damaged.exec('update sqlite_master set rootpage = (select rootpage from sqlite_master where name = \'products\') where name = \'feeds\'')
  damaged.close()
  const file = join(folder, 'four.db')
  await expect(backUp(`file:${path}`, file, () => {})).rejects.toThrow('The backup is damaged')
  expect((await readdir(folder)).filter(name => name.startsWith('four'))).toEqual([])
  await writeFile(path, 'no database at all, but longer than a header would be, which is a hundred bytes in this format of files')
  await expect(backUp(`file:${path}`, file, () => {})).rejects.toThrow('not a database')
})
