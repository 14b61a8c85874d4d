import type { Stores } from '../database/stores.ts'
import { IdempotencyMismatchError } from './order-errors.ts'

/** A write that may arrive twice. `fingerprint` tells whether it is the same request again. */
export interface IdempotentRequest {
  principal: string
  key: string
  fingerprint: string
}

/** An answer, and whether it was given before. */
export interface Once<T> { answer: T, replayed: boolean }

const twoDays = 2 * 24 * 60 * 60 * 1000

/**
 * Runs `work` once for a key, inside the transaction whose effects its answer tells of, and from then on replays the answer.
 * Only a success is kept: when `work` throws, the transaction takes the key with it.
 * `keep` is 'days' for at least 24 hours, 'forever' where a late resend must never act again.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export async function once<T>(stores: Stores, request: IdempotentRequest | null, keep: 'days' | 'forever', now: number, work: () => Promise<T>): Promise<Once<T>> {
  if (request === null)
    return { answer: await work(), replayed: false }
  const { principal, key, fingerprint } = request
  await stores.idempotency.removeExpired(now)
  const stored = await stores.idempotency.claim(principal, key, fingerprint, now, keep === 'forever' ? null : now + twoDays)
  if (stored !== null) {
    if (stored.fingerprint !== fingerprint)
      throw new IdempotencyMismatchError()
    return { answer: JSON.parse(stored.answer) as T, replayed: true }
  }
  const answer = await work()
  await stores.idempotency.settle(principal, key, JSON.stringify(answer))
  return { answer, replayed: false }
}
