import type { Difference } from './difference.ts'
import type { VerifyParts } from './verify-orders.ts'
import { timeNames } from '../../figures/figures-of.ts'
import { recount } from '../../figures/recount.ts'
import { unequal } from './difference.ts'

/**
 * That the figures are the sums over all orders. How late screens had changes is counted as it happens and follows from nothing
 * that is kept. A shop that was never open has no figures yet.
 */
export async function* verifyFigures({ audit, stores }: VerifyParts): AsyncGenerator<Difference> {
  const zone = await stores.figures.zone()
  if (zone === null)
    return
  const key = ({ day, name }: { day: string, name: string }) => `figure ${[day, name].filter(Boolean).join(' ')}`
  const kept = new Map((await audit.figures()).filter(({ name }) => !name.startsWith(timeNames.fresh)).map(figure => [key(figure), figure.value]))
  for (const figure of await recount(stores, zone)) {
    yield* unequal(key(figure), 'value', figure.value, kept.get(key(figure)))
    kept.delete(key(figure))
  }
  for (const [about, value] of kept)
    yield* unequal(about, 'value', 0, value)
}
