import type { BulkResult, Order } from '@orderbeat/shared'
import type { StoredOrder } from '../../database/order-rows.ts'
import type { IdempotencyKeysTable } from '../../database/tables.ts'
import type { Difference } from './difference.ts'
import type { VerifyParts } from './verify-orders.ts'
import { isDeepStrictEqual } from 'node:util'
import { importPrincipal } from '../import-lines.ts'
import { unequal } from './difference.ts'
import { replay } from './replay.ts'

/** What of an answer follows from the order at the version that it tells. */
const answered = ['number', 'status', 'fulfilmentStatus', 'paymentStatus', 'fulfilment', 'items', 'currency', 'subtotal', 'discount', 'total', 'paymentMethod', 'address', 'note', 'trackingNumber', 'trackingUrl', 'estimatedDelivery', 'placedAt', 'updatedAt', 'milestones'] as const satisfies (keyof Order & keyof StoredOrder)[]

const page = 100

/** An order, or what a batch has come to. */
type Answer = Partial<Order> & { answer?: { results?: BulkResult[] } }

/** That what a key was answered is what has become of the order: a late resend would be told it again. */
export async function* verifyIdempotency({ audit, stores }: VerifyParts): AsyncGenerator<Difference> {
  for (let [principal, key] = ['', '']; ;) {
    const rows = await audit.keysAfter(principal!, key!, page)
    const answers = rows.map(row => ({ row, answer: parsed(row) }))
    const aboutOrders = answers.filter(({ answer }) => answer?.id !== undefined && answer.version !== undefined)
    const idsOf = (some: typeof answers) => [...new Set(some.map(({ answer }) => answer!.id!))]
    const orders = await stores.orders.findMany(idsOf(aboutOrders))
    const placed = await audit.placedOf(idsOf(aboutOrders))
    const lives = await stores.events.listOfMany(idsOf(aboutOrders.filter(({ row }) => row.principal !== importPrincipal)))
    for (const { row, answer } of answers) {
      const about = `idempotency key ${row.key} of ${row.principal}`
      if (answer === null)
        yield { about, member: 'answer', expected: 'an answer', found: row.answer }
      else if (answer.answer?.results !== undefined)
        yield* unequal(about, `results of batch ${answer.id}`, await audit.countOfBatch(answer.id!), answer.answer.results.filter(({ outcome }) => outcome === 'updated').length)
      else if (answer.version !== undefined)
        yield* compare(about, row, answer, orders.get(answer.id!), order => replay(order, lives.get(answer.id!) ?? [], placed.get(answer.id!), 0).versions)
    }
    if (rows.length < page)
      return
    ({ principal, key } = rows.at(-1)!)
  }
}

function parsed({ answer }: IdempotencyKeysTable): Answer | null {
  try {
    const value: unknown = JSON.parse(answer)
    return typeof value === 'object' ? value as Answer | null : null
  }
  catch {
    return null
  }
}

function* compare(about: string, { principal }: IdempotencyKeysTable, answer: Answer, order: StoredOrder | undefined, versionsOf: (order: StoredOrder) => ReadonlyMap<number, StoredOrder>): Generator<Difference> {
  if (order === undefined) {
    yield { about, member: 'order', expected: 'an order', found: answer.id }
    return
  }
  // What was brought along is held against its fingerprint, with its order.
  if (principal === importPrincipal)
    return yield* unequal(about, 'number', order.number, answer.number)
  const then = versionsOf(order).get(answer.version!)
  if (then === undefined) {
    yield { about: `${order.number} ${about}`, member: 'version', expected: `at most ${order.version}`, found: answer.version }
    return
  }
  for (const member of answered) {
    if (!isDeepStrictEqual(then[member], answer[member]))
      yield { about: `${order.number} ${about}`, member, expected: then[member], found: answer[member] }
  }
}
