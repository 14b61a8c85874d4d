import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'
import { workAtRandom } from '../../../test/work-at-random.ts'
import { verifyDatabase } from '../../data-tools.ts'

it('the figures equal a recount from the events after ten thousand random operations', async () => {
  const shop = await openShop()
  try {
    await workAtRandom(shop, 10_000, fc.readConfigureGlobal()!.seed! % 1_000_000 + 1)
    expect((await shop.database.stores.figures.list('', '~')).length).toBeGreaterThan(1000)
    expect((await shop.database.stores.events.listAfter(null, 100_000))!.filter(({ type }) => type === 'order.reverted').length).toBeGreaterThan(500)
    const differences: object[] = []
    expect(await verifyDatabase(shop.database.url, difference => differences.push(difference))).toMatchObject({ differences: 0 })
    expect(differences).toEqual([])
  }
  finally {
    await shop.close()
  }
})
