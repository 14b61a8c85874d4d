import type { TestDatabase } from '../../test/test-database.ts'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { fillShop } from '../../test/fill-shop.ts'
import { createPostgresDatabase } from '../../test/postgres-database.ts'
import { createSqliteDatabase } from '../../test/sqlite-database.ts'
import { copyDatabase, verifyDatabase } from '../data-tools.ts'
import { CopyError } from '../shop-data/copy-shop.ts'
import { backUp } from './backup.ts'

let file: TestDatabase
let server: TestDatabase
let back: TestDatabase
beforeAll(async () => {
  file = await createSqliteDatabase()
  server = await createPostgresDatabase(inject('postgres')!)
  back = await createSqliteDatabase()
  await fillShop(file, { orders: 80, customers: 15 })
})
afterAll(async () => {
  for (const database of [file, server, back])
    await database.remove()
})

it('a shop is the same in a file, on a server, and in a file again', async () => {
  const there = await copyDatabase(file.url, server.url, () => {})
  const again = await copyDatabase(server.url, back.url, () => {})
  expect(again.tables).toEqual(there.tables)
  for (const database of [file, server, back])
    expect(await verifyDatabase(database.url, difference => expect(difference).toBeNull())).toMatchObject({ orders: 80, differences: 0 })
  for (const q of ['rye', 'old 7', 'ana']) {
    const [first, ...others] = await Promise.all([file, server, back].map(async ({ slowReads }) => (await slowReads.staffOrders.list({ q }, '-placedAt', 100, null)).items.map(({ number }) => number)))
    for (const numbers of others)
      expect(numbers, q).toEqual(first)
  }
  await expect(copyDatabase(file.url, server.url, () => {})).rejects.toThrow(CopyError)
  await expect(backUp(server.url, 'nowhere', () => {})).rejects.toThrow('pg_dump')
})
