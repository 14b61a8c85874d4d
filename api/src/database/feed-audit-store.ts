import type { Kysely } from 'kysely'
import type { FeedsTable, Tables } from './tables.ts'
import { sql } from 'kysely'

/** What a customer has done and been told, as far as their feed follows from it. */
export interface FeedGround {
  customerId: string
  feed: FeedsTable | null
  /** Of the newest event of their orders. */
  newest: { changeNumber: number, eventId: string } | null
  /** When they last changed an order of theirs themselves, in milliseconds since 1970. */
  actedAt: number | null
  /** Their feed has moved with what they have read. */
  hasRead: boolean
}

/** What is read to hold the feeds against the events, a part at a time. */
export function createFeedAuditStore(db: Kysely<Tables>) {
  return {
    /** What customers' feeds, called as `readerOf` says, follow from, by customer. */
    async feedGrounds(after: string, limit: number, readerOf: (customerId: string) => string): Promise<FeedGround[]> {
      const customers = await db.selectFrom('accounts').select('id').where('role', '=', 'customer').where('id', '>', after).orderBy('id').limit(limit).execute()
      const ids = customers.map(({ id }) => id)
      if (ids.length === 0)
        return []
      const feeds = await db.selectFrom('feeds').selectAll().where('reader', 'in', ids.map(readerOf)).execute()
      const changes = await db.selectFrom('orders')
        .innerJoin('order_events', 'order_events.order_id', 'orders.id')
        .select(['customer_id', sql<number>`max(change_number)`.as('newest'), sql<number | null>`max(case when actor_kind = 'customer' then change_number end)`.as('acted')])
        .where('customer_id', 'in', ids)
        .groupBy('customer_id')
        .execute()
      const told = changes.flatMap(({ newest, acted }) => acted === null ? [newest] : [newest, acted])
      const events = told.length === 0 ? [] : await db.selectFrom('order_events').select(['id', 'change_number', 'at']).where('change_number', 'in', told).execute()
      const read = await db.selectFrom('notification_reads').select('account_id').distinct().where('account_id', 'in', ids).execute()
      const feedOf = new Map(feeds.map(feed => [feed.reader, feed]))
      const changeOf = new Map(changes.map(change => [change.customer_id, change]))
      const eventAt = new Map(events.map(event => [event.change_number, event]))
      const readers = new Set(read.map(({ account_id }) => account_id))
      return ids.map((id) => {
        const change = changeOf.get(id)
        return {
          customerId: id,
          feed: feedOf.get(readerOf(id)) ?? null,
          newest: change === undefined ? null : { changeNumber: change.newest, eventId: eventAt.get(change.newest)!.id },
          actedAt: eventAt.get(change?.acted ?? 0)?.at ?? null,
          hasRead: readers.has(id),
        }
      })
    },

    async feedOf(reader: string): Promise<FeedsTable | undefined> {
      return await db.selectFrom('feeds').selectAll().where('reader', '=', reader).executeTakeFirst()
    },

    async feedsAfter(reader: string, limit: number): Promise<FeedsTable[]> {
      return await db.selectFrom('feeds').selectAll().where('reader', '>', reader).orderBy('reader').limit(limit).execute()
    },

    /** Which of these accounts there are. */
    async accountsAmong(ids: readonly string[]): Promise<Set<string>> {
      const rows = ids.length === 0 ? [] : await db.selectFrom('accounts').select('id').where('id', 'in', ids).execute()
      return new Set(rows.map(({ id }) => id))
    },
  }
}

export type FeedAuditStore = ReturnType<typeof createFeedAuditStore>
