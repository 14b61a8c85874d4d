import type { Shop } from '../../../test/test-shop.ts'
import { access, constants } from 'node:fs/promises'
import { afterAll, beforeAll, it, vi } from 'vitest'
import { readersSeeAllOnce } from '../../../test/events-readers.ts'
import { openShop } from '../../../test/test-shop.ts'

/** So many commits would wait for the disk so many times, which proves nothing here: a folder in memory, where there is one. */
const memory = '/dev/shm'

let shop: Shop
beforeAll(async () => {
  if (await access(memory, constants.W_OK).then(() => true, () => false))
    vi.stubEnv('TMPDIR', memory)
  shop = await openShop()
  vi.unstubAllEnvs()
})
afterAll(() => shop.close())

it('10,000 events under concurrent writers, read by three readers with restarts: each sees every event once, in one order', async () => {
  await readersSeeAllOnce(shop, 10_000)
}, 300_000)
