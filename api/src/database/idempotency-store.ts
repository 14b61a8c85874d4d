import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'
import { chunks } from './chunks.ts'

/** The answer that a key was given, and of which request. */
export interface StoredAnswer { fingerprint: string, answer: string }

export function createIdempotencyStore(db: Kysely<Tables>) {
  return {
    /**
     * Takes a key for this request; null when it is free. Otherwise what is stored under it.
     * A second transaction with the same key waits here until the first has ended.
     */
    async claim(principal: string, key: string, fingerprint: string, at: number, expiresAt: number | null): Promise<StoredAnswer | null> {
      const claimed = await db.insertInto('idempotency_keys')
        .values({ principal, key, fingerprint, answer: '', created_at: at, expires_at: expiresAt })
        .onConflict(conflict => conflict.doNothing())
        .returning('key')
        .executeTakeFirst()
      if (claimed !== undefined)
        return null
      return await db.selectFrom('idempotency_keys')
        .select(['fingerprint', 'answer'])
        .where('principal', '=', principal)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
    },

    /** Keeps the answer that the claimed key will be given from now on. */
    async settle(principal: string, key: string, answer: string): Promise<void> {
      await db.updateTable('idempotency_keys').set({ answer }).where('principal', '=', principal).where('key', '=', key).execute()
    },

    /** Keeps answers that were not asked for over HTTP, under keys that are free. */
    async keepMany(kept: readonly { principal: string, key: string, fingerprint: string, answer: string }[], at: number): Promise<void> {
      for (const some of chunks(kept))
        await db.insertInto('idempotency_keys').values(some.map(one => ({ ...one, created_at: at, expires_at: null }))).execute()
    },

    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom('idempotency_keys').where('expires_at', '<', now).execute()
    },
  }
}
