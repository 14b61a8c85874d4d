import type { Difference } from './difference.ts'
import type { Met, VerifyParts } from './verify-orders.ts'
import { unequal } from './difference.ts'

/** That the counters stand where the events and orders have brought them. */
export async function* verifyCounters({ audit, stores }: VerifyParts, met: Met): AsyncGenerator<Difference> {
  const counter = await stores.changes.newest()
  yield* unequal('change_counter', 'value', (await audit.newestEvent())?.changeNumber ?? 0, counter)
  for (const { accountId, readUpTo } of await audit.marksBeyond(counter))
    yield { about: `notification_marks of ${accountId}`, member: 'read_up_to', expected: `at most ${counter}`, found: readUpTo }
  for (const [prefix, value] of await audit.orderNumberCounters()) {
    const { highest, count } = met.numbers.get(prefix) ?? { highest: 0, count: 0 }
    yield* unequal(`order_number_counters ${prefix}`, 'value', highest, value)
    // Numbers that were brought along may have gaps.
    if (!met.brought.has(prefix))
      yield* unequal(`order numbers ${prefix}`, 'count', value, count)
  }
}
