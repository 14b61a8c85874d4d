import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The refresh tokens that followed from one login. Only hashes of them are kept. */
export interface RefreshFamily {
  id: string
  accountId: string
  currentHash: string
  previousHash: string | null
  expiresAt: number
  revoked: boolean
}

export function createRefreshStore(db: Kysely<Tables>) {
  return {
    async insert(family: RefreshFamily, at: number): Promise<void> {
      await db.insertInto('refresh_families')
        .values({
          id: family.id,
          account_id: family.accountId,
          current_hash: family.currentHash,
          previous_hash: family.previousHash,
          created_at: at,
          expires_at: family.expiresAt,
          revoked_at: null,
        })
        .execute()
    },

    async find(id: string): Promise<RefreshFamily | null> {
      const row = await db.selectFrom('refresh_families').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined
        ? null
        : {
            id: row.id,
            accountId: row.account_id,
            currentHash: row.current_hash,
            previousHash: row.previous_hash,
            expiresAt: row.expires_at,
            revoked: row.revoked_at !== null,
          }
    },

    /** Makes `next` the current token, if `current` still is. */
    async rotate(id: string, current: string, next: string): Promise<void> {
      await db.updateTable('refresh_families')
        .set({ current_hash: next, previous_hash: current })
        .where('id', '=', id)
        .where('current_hash', '=', current)
        .execute()
    },

    async revoke(id: string, at: number): Promise<void> {
      await db.updateTable('refresh_families').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null).execute()
    },

    async revokeAll(accountId: string, at: number): Promise<void> {
      await db.updateTable('refresh_families').set({ revoked_at: at }).where('account_id', '=', accountId).where('revoked_at', 'is', null).execute()
    },

    async removeExpired(now: number): Promise<void> {
      await db.deleteFrom('refresh_families').where('expires_at', '<', now).execute()
    },
  }
}
