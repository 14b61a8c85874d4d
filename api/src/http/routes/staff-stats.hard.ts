import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'
import { workAtRandom } from '../../../test/work-at-random.ts'
import { recount } from '../../figures/recount.ts'

it('the figures equal a recount after ten thousand random operations', async () => {
  const shop = await openShop()
  try {
    await workAtRandom(shop, 10_000, fc.readConfigureGlobal()!.seed! % 1_000_000 + 1)
    const byName = (one: { day: string, name: string }, other: { day: string, name: string }) => `${one.day} ${one.name}` < `${other.day} ${other.name}` ? -1 : 1
    const kept = await shop.database.stores.figures.list('', '~')
    expect(kept.length).toBeGreaterThan(1000)
    expect(kept.toSorted(byName)).toEqual((await recount(shop.database.stores, 'Europe/Berlin')).toSorted(byName))
  }
  finally {
    await shop.close()
  }
})
