import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'
import { chunks } from './chunks.ts'

/** The counters behind every cursor, number and ETag. They move only inside the transaction of the change they count. */
export function createChangeStore(db: Kysely<Tables>) {
  const take = async (count: number): Promise<number> => {
    const row = await db.updateTable('change_counter')
      .set(builder => ({ value: builder('value', '+', count) }))
      .where('id', '=', 1)
      .returning('value')
      .executeTakeFirstOrThrow()
    return row.value
  }

  return {
    /**
     * The next change number. Taken inside the transaction, the counter's row lock puts numbers in the order of commits,
     * which a sequence or a clock does not: a reader would step over a late commit.
     */
    next: (): Promise<number> => take(1),

    /** As `next`, so many at once: the last of them. */
    take,

    /** Keeps every writer of orders out until the end of this transaction, without a change. */
    async hold(): Promise<void> {
      await db.updateTable('change_counter').set(builder => ({ value: builder.ref('value') })).where('id', '=', 1).execute()
    },

    /** The number of the newest change. */
    async newest(): Promise<number> {
      const row = await db.selectFrom('change_counter').select('value').executeTakeFirstOrThrow()
      return row.value
    },

    /** Names this database in ETags. */
    async databaseId(): Promise<string> {
      const row = await db.selectFrom('change_counter').select('database_id').executeTakeFirstOrThrow()
      return row.database_id
    },

    /** The next gap-free number of a counter: 1, 2, 3, … */
    async nextOrderNumber(prefix: string): Promise<number> {
      const row = await db.insertInto('order_number_counters')
        .values({ prefix, value: 1 })
        .onConflict(conflict => conflict.column('prefix').doUpdateSet(builder => ({ value: builder('order_number_counters.value', '+', 1) })))
        .returning('value')
        .executeTakeFirstOrThrow()
      return row.value
    },

    /** Has a counter of order numbers be at least at `value`, where numbers came from elsewhere. */
    async raiseOrderNumber(prefix: string, value: number): Promise<void> {
      await db.insertInto('order_number_counters')
        .values({ prefix, value })
        .onConflict(conflict => conflict.column('prefix').doUpdateSet({ value }).where('order_number_counters.value', '<', value))
        .execute()
    },

    /**
     * Says that what `reader` sees has changed with this change. Where that was their own doing, `eagerUntil` says until when
     * they are told to ask more often, in milliseconds since 1970.
     */
    async moveFeed(reader: string, revision: number, nonce: string, eagerUntil?: number): Promise<void> {
      const moved = { revision, nonce, ...(eagerUntil !== undefined && { eager_until: eagerUntil }) }
      await db.insertInto('feeds')
        .values({ reader, eager_until: 0, ...moved })
        .onConflict(conflict => conflict.column('reader').doUpdateSet(moved))
        .execute()
    },

    /** As `moveFeed`, for many readers, each once; nobody's polls go faster. */
    async moveFeeds(moves: readonly { reader: string, revision: number, nonce: string }[]): Promise<void> {
      for (const some of chunks(moves)) {
        await db.insertInto('feeds')
          .values(some.map(move => ({ ...move, eager_until: 0 })))
          .onConflict(conflict => conflict.column('reader').doUpdateSet(builder => ({ revision: builder.ref('excluded.revision'), nonce: builder.ref('excluded.nonce') })))
          .execute()
      }
    },
  }
}
