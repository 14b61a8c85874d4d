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
    const pool = new pg.Pool({ connectionString: at })
    await closing([node], async () => {
      let answered = () => {}
      const isAnswered = new Promise<void>(resolve => answered = resolve)
      let letGo = () => {}
      const held = new Promise<void>(resolve => letGo = resolve)
      const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>
      vi.spyOn(pool, 'query').mockImplementation((async (...given: unknown[]) => {
        const answer = await query(...given)
        answered()
        await held
        return answer
      }) as never)
      const read = postgresFeeds(pool)
      const first = read('staff')
      await isAnswered
      await node.write(async stores => stores.changes.moveFeed('staff', 1, 'new'))
      const second = read('staff')
      letGo()
      expect([(await first).revision, (await second).revision]).toEqual(['', '1-new'])
      await pool.end()
    })
  })
})
