import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { closing, emptyDatabase } from '../../test/empty-database.ts'
import { openDatabase } from './open-database.ts'
import { postgresFeeds } from './postgres-feeds.ts'

describe('nodes that start at the same moment', () => {
  it('bring the schema up to date once', async () => {
    const at = await emptyDatabase()
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openDatabase(at)))
    await closing(nodes, async () => {
      const ids = await Promise.all(nodes.map(node => node.stores.changes.databaseId()))
      expect(new Set(ids).size).toBe(1)
    })
  })
})

describe('change numbers', () => {
  it('are in the order of commits, whoever takes them', async () => {
    const at = await emptyDatabase()
    const nodes = await Promise.all([openDatabase(at), openDatabase(at)])
    await closing(nodes, async () => {
      const committed: number[] = []
      await Promise.all(Array.from({ length: 40 }, async (_, index) => {
        const number = await nodes[index % 2]!.write(async (stores) => {
          const taken = await stores.changes.next()
          await new Promise(resolve => setTimeout(resolve, index % 5))
          return taken
        })
        committed.push(number)
      }))
      expect(committed.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    })
  })
})

describe('feeds', () => {
  it('that are read in one turn share a statement, and what one node wrote the other reads', async () => {
    const at = await emptyDatabase()
    const node = await openDatabase(at)
    const pool = new pg.Pool({ connectionString: at })
    await closing([node], async () => {
      await node.write(async stores => stores.changes.moveFeed('customer:ana', 7, 'nonce', 99))
      const query = vi.spyOn(pool, 'query')
      const read = postgresFeeds(pool)
      const states = await Promise.all([...Array.from({ length: 1000 }, (_, index) => read(`customer:${index}`)), read('customer:ana'), read('customer:ana', 'marks:ana')])
      expect(states.slice(-2)).toEqual([{ revision: '7-nonce', eagerUntil: 99 }, { revision: '7-nonce/', eagerUntil: 99 }])
      expect(states[0]).toEqual({ revision: '', eagerUntil: 0 })
      expect(query).toHaveBeenCalledTimes(1)
      await node.write(async stores => stores.changes.moveFeed('customer:ana', 8, 'other'))
      expect((await read('customer:ana')).revision).toBe('8-other')
      await pool.end()
    })
  })

  it('are read again only when a transaction has ended since, and always then', async () => {
    const at = await emptyDatabase()
    const node = await openDatabase(at)
    const pool = new pg.Pool({ connectionString: at })
    await closing([node], async () => {
      const read = postgresFeeds(pool)
      for (let revision = 1; revision <= 50; revision++) {
        await node.write(async (stores) => {
          await stores.changes.moveFeed('staff', revision, 'n')
          expect((await read('staff')).revision).toBe(revision === 1 ? '' : `${revision - 1}-n`)
        })
        expect((await read('staff')).revision).toBe(`${revision}-n`)
      }
      const query = vi.spyOn(pool, 'query')
      // Whoever else uses the server may end a transaction in between, but not always.
      await expect.poll(async () => {
        query.mockClear()
        await read('staff')
        return query.mock.calls.map(([statement]) => (statement as unknown as { name: string }).name)
      }).toEqual(['snapshot'])
      await pool.end()
    })
  })

  it('never join a statement that was sent before', async () => {
    const at = await emptyDatabase()
    const node = await openDatabase(at)
    await closing([node], async () => {
      const first = node.readFeed('staff')
      await new Promise(resolve => setImmediate(resolve))
      await node.write(async stores => stores.changes.moveFeed('staff', 1, 'new'))
      expect((await node.readFeed('staff')).revision).toBe('1-new')
      await first
    })
  })
})
