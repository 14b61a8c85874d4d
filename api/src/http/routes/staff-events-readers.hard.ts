import { it } from 'vitest'
import { readersSeeAllOnce } from '../../../test/events-readers.ts'
import { openShop } from '../../../test/test-shop.ts'

it('10,000 events under concurrent writers, read by three readers with restarts: each sees every event once, in one order', async () => {
  const shop = await openShop()
  await readersSeeAllOnce(shop, 10_000).finally(shop.close)
})
