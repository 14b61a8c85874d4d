import type { TestDatabase } from '../../test/test-database.ts'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTestDatabase } from '../../test/test-database.ts'
import { ReaderThread } from './reader-thread.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await database.remove()
})

const product = { id: '1', sku: 'BREAD', name: 'Rye bread', description: '', price: 690, available: true }

describe('a slow read', () => {
  it('sees what was written before it', async () => {
    for (let price = 1; price <= 50; price++) {
      await database.write(stores => stores.products.put({ ...product, price }))
      expect(await database.slowReads.products.list()).toMatchObject([{ price }])
    }
  })

  it('keeps nobody else waiting', async () => {
    const order: string[] = []
    // An order is not searched by this, so every read takes its way through the thread.
    const slow = Promise.all(Array.from({ length: 20 }, () => database.slowReads.staffOrders.list({ q: 'ana' }, '-total', 20, null))).then(() => order.push('slow'))
    await database.stores.products.list().then(() => order.push('quick'))
    await slow
    expect(order).toEqual(['quick', 'slow'])
  })

  it('cannot write', async () => {
    const error = await database.slowReads.products.put(product).catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'SQLITE_READONLY' })
    expect(await database.stores.products.list()).toEqual([])
  })

  it('fails by name when its statement can be no read', async () => {
    const reader = new ReaderThread(database.url.slice('file:'.length))
    await expect(reader.read('delete from products', [])).rejects.toMatchObject({ code: 'SQLITE_ERROR', message: expect.stringContaining('does not return data') as string })
    await reader.close()
  })

  it('fails as unavailable when its thread dies, and the next one has another', async () => {
    await database.write(stores => stores.products.put(product))
    const threads: Worker[] = []
    const post = Worker.prototype.postMessage
    vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, ...message) {
      threads.push(this)
      post.apply(this, message)
    })
    await database.slowReads.products.list()
    const dying = Promise.allSettled(Array.from({ length: 500 }, () => database.slowReads.products.list()))
    await threads[0]!.terminate()
    const lost = (await dying).filter(outcome => outcome.status === 'rejected')
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.every(({ reason }) => database.isUnavailable(reason))).toBe(true)
    expect(await database.slowReads.products.list()).toHaveLength(1)
    expect(threads.at(-1)).not.toBe(threads[0])
  })
})
