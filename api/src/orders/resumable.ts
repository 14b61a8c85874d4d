import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import { IdempotencyMismatchError } from './order-errors.ts'

const twoDays = 2 * 24 * 60 * 60 * 1000

/** A run of many transactions: its id, and whether others may make some of them, before or at the same moment. */
export interface Run { id: string, shared: boolean }

/**
 * Work of many transactions under one key. The key takes its run's id at once, in a transaction of its own, so that a run
 * that was cut goes on as the same run; the answer comes to it when the run is through.
 */
export async function resumable<T>(parts: OrderParts, request: IdempotentRequest | null, work: (run: Run) => Promise<T>): Promise<Once<T>> {
  if (request === null)
    return { answer: await work({ id: parts.newId(), shared: false }), replayed: false }
  const { principal, key } = request
  const claimed = await claim<T>(parts, request)
  if (claimed.answer !== undefined)
    return { answer: claimed.answer, replayed: true }
  const answer = await work(claimed)
  await parts.database.write(stores => stores.idempotency.settle(principal, key, JSON.stringify({ id: claimed.id, answer })))
  return { answer, replayed: false }
}

async function claim<T>(parts: OrderParts, { principal, key, fingerprint }: IdempotentRequest): Promise<Run & { answer?: T }> {
  const now = parts.clock()
  return await parts.database.write(async (stores) => {
    await stores.idempotency.removeExpired(now)
    const stored = await stores.idempotency.claim(principal, key, fingerprint, now, now + twoDays)
    if (stored === null) {
      const id = parts.newId()
      await stores.idempotency.settle(principal, key, JSON.stringify({ id }))
      return { id, shared: true }
    }
    if (stored.fingerprint !== fingerprint)
      throw new IdempotencyMismatchError()
    return { ...JSON.parse(stored.answer) as { id: string, answer?: T }, shared: true }
  })
}
