import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'
import { sql } from 'kysely'

/** Buckets of goes: of each only the instant (milliseconds since 1970) at which it is full again. */
export function createLimitStore(db: Kysely<Tables>) {
  return {
    /** Takes a go that takes so many milliseconds to come back, if one of `most` is left. `until` is when all are back. */
    async take(key: string, milliseconds: number, most: number, now: number): Promise<{ taken: boolean, until: number }> {
      const row = await db.insertInto('limit_buckets')
        .values({ key, full_at: now + milliseconds })
        .onConflict(conflict => conflict.column('key')
          .doUpdateSet({ full_at: later(now, milliseconds) })
          .where('limit_buckets.full_at', '<=', now + (most - 1) * milliseconds))
        .returning('full_at')
        .executeTakeFirst()
      if (row !== undefined)
        return { taken: true, until: row.full_at }
      const full = await db.selectFrom('limit_buckets').select('full_at').where('key', '=', key).executeTakeFirst()
      return { taken: false, until: full?.full_at ?? now }
    },

    /** Takes, or gives back, what takes so many milliseconds, however little is left. Answers when all is back. */
    async add(key: string, milliseconds: number, now: number): Promise<number> {
      const { full_at } = await db.insertInto('limit_buckets')
        .values({ key, full_at: now + Math.max(milliseconds, 0) })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ full_at: later(now, milliseconds) }))
        .returning('full_at')
        .executeTakeFirstOrThrow()
      return full_at
    },

    /** Forgets the buckets that are full. */
    async removeFull(now: number): Promise<void> {
      await db.deleteFrom('limit_buckets').where('full_at', '<', now).execute()
    },
  }
}

function later(now: number, milliseconds: number) {
  return sql<number>`case when limit_buckets.full_at > ${now} then limit_buckets.full_at else ${now} end + ${milliseconds}`
}
