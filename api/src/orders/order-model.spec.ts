import { expect, it } from 'vitest'
import { holdAgainstModel } from '../../test/order-model.ts'
import { openShop } from '../../test/test-shop.ts'

const seed = Math.trunc(Math.random() * 2 ** 31)

it(`orders live as the contract says, whoever does what when (seed ${seed})`, async () => {
  const shop = await openShop()
  await expect(holdAgainstModel(shop, 20, 25, seed)).resolves.toBeUndefined()
  await shop.close()
}, 60_000)
