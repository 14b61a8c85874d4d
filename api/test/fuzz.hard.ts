import process from 'node:process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'
import { randomOf } from './random.ts'
import { openShop } from './test-shop.ts'

/** A shop of its own for each part, so that none grows too large to be quick. */
const part = 5000
const parts = 10

it.each([['a fixed seed', 20_261_121], ['the seed of this run', fc.readConfigureGlobal().seed!]])('50,000 malformed requests with %s are refused as the contract says (%i)', async (_, seed) => {
  const all = new Map<number, number>()
  let refusedInAll = 0
  for (let turn = 0; turn < parts; turn++) {
    const shop = await openShop()
    const { wrong, statuses, refused } = await fuzz(shop, randomOf(seed + turn), part)
    expect(wrong).toEqual([])
    refusedInAll += refused
    statuses.forEach((count, status) => all.set(status, (all.get(status) ?? 0) + count))
    await shop.close()
  }
  expect(refusedInAll).toBe(50_000)
  process.stdout.write(`answers by status: ${[...all].toSorted(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`).join(', ')}\n`)
})
