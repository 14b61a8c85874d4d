import { expect, it } from 'vitest'
import { fuzz } from '../../test/fuzz.ts'
import { randomOf } from '../../test/random.ts'
import { openShop } from '../../test/test-shop.ts'

/** One seed for ever, and one that is another each time. */
const seeds = [20_261_121, Math.trunc(Math.random() * 2 ** 31)]

it.each(seeds)('malformed requests over every operation are refused as the contract says, whatever is in them (seed %i)', async (seed) => {
  const shop = await openShop()
  const { wrong, statuses, refused, opened } = await fuzz(shop, randomOf(seed), 1500)
  expect(wrong).toEqual([])
  expect(refused).toBe(1500)
  expect(statuses.get(400)).toBeGreaterThan(300)
  // What is for pages of the app's own is not only tried at the door.
  expect([...opened]).toEqual(expect.arrayContaining(['refreshSession', 'logOut']))
  await shop.close()
}, 60_000)
