import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holdAgainstModel } from './order-model.ts'
import { openShop } from './test-shop.ts'

it('1000 lives of a shop are as the contract says', async () => {
  for (let part = 0; part < 10; part++) {
    const shop = await openShop()
    await expect(holdAgainstModel(shop, 100, 50, fc.readConfigureGlobal().seed! + part)).resolves.toBeUndefined()
    await shop.close()
  }
})
