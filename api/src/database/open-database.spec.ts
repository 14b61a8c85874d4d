import type { TestDatabase } from '../../test/test-database.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../test/test-database.ts'
import { openShop } from '../../test/test-shop.ts'
import { openDatabase } from './open-database.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.remove())

describe('the database', () => {
  it('finds its rows again when it is opened again, and migrates only once', async () => {
    await database.write(stores => stores.products.put({ id: 'p', sku: 'P', name: 'Pie', description: '', price: 1, available: true }))
    const again = await openDatabase(database.url)
    expect(await again.stores.products.list()).toHaveLength(1)
    expect(await again.stores.changes.databaseId()).toBe(await database.stores.changes.databaseId())
    await again.close()
  })

  it('keeps all of a transaction or nothing', async () => {
    const failing = database.write(async (stores) => {
      await stores.changes.next()
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await database.stores.changes.newest()).toBe(0)
  })

  it('shows no revision that may still be rolled back', async () => {
    await database.write(async (stores) => {
      await stores.changes.moveFeed('staff', 1, 'n')
      expect(await database.readFeed('staff')).toEqual({ revision: '', eagerUntil: 0 })
    })
    expect(await database.readFeed('staff')).toEqual({ revision: '1-n', eagerUntil: 0 })
    expect(await database.readFeed('nobody', 'staff')).toEqual({ revision: '/1-n', eagerUntil: 0 })
  })

  it('shows a feed as it is after a commit, even where it was read just before', async () => {
    expect(await database.readFeed('staff')).toMatchObject({ revision: '' })
    await database.write(stores => stores.changes.moveFeed('staff', 1, 'n'))
    expect(await database.readFeed('staff')).toMatchObject({ revision: '1-n' })
  })

  it('counts changes in the order of their commits: the next waits for the one before, and takes the number of one that failed', async () => {
    const happened: string[] = []
    const newest = await database.stores.changes.newest()
    let following: Promise<number> | undefined
    const failing = database.write(async (stores) => {
      await stores.changes.next()
      following = database.write(async (others) => {
        const number = await others.changes.next()
        happened.push('the next has a number')
        return number
      })
      for (let look = 0; look < 5; look++)
        expect(await database.slowReads.changes.newest()).toBe(newest)
      happened.push('the first ends')
      throw new Error('not kept')
    })
    await expect(failing).rejects.toThrow('not kept')
    expect(await following).toBe(newest + 1)
    expect(happened).toEqual(['the first ends', 'the next has a number'])
  })
})

describe('order events', () => {
  it('are never changed or removed, not even around the API', async () => {
    const shop = await openShop()
    await shop.orderOf(shop.ana)
    await expect(shop.database.meddle('update order_events set comment = \'was not me\'')).rejects.toThrow('append-only')
    await expect(shop.database.meddle('delete from order_events')).rejects.toThrow('append-only')
    await shop.close()
  })
})
