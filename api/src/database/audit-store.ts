import type { Kysely } from 'kysely'
import type { PlacedContent, StoredEvent } from './event-store.ts'
import type { StoredNotification } from './notification-store.ts'
import type { StoredOrder } from './order-rows.ts'
import type { IdempotencyKeysTable, NotificationsTable, OrdersTable, Tables } from './tables.ts'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { chunks } from './chunks.ts'
import { eventColumns, eventFromRow } from './event-store.ts'
import { changingColumns, instant, orderFromRow, placedColumns } from './order-rows.ts'
import { searchable } from './search.ts'

/** An order with its row, to be held against what it should be. */
export interface KeptOrder { order: StoredOrder, row: OrdersTable, customerEmail: string }

/** What a column holds and should hold. */
export interface Discrepancy { member: string, expected: unknown, found: unknown }

/** A notification with whom and what it can be about: the customer of the order that its event is of, null without one. */
export interface KeptNotification { id: string, reader: string, orderNumber: string, changeNumber: number, event: StoredEvent | null, customerId: string | null }

/** What is read to hold a shop against its events: always a part at a time, so that its size does not matter. */
export function createAuditStore(db: Kysely<Tables>) {
  const count = async (query: { select: (selection: never) => unknown }): Promise<number> => {
    const row = await (query.select(sql<number>`count(*)`.as('n') as never) as { executeTakeFirstOrThrow: () => Promise<{ n: number }> }).executeTakeFirstOrThrow()
    return row.n
  }

  return {
    async ordersAfter(id: string, limit: number): Promise<KeptOrder[]> {
      const rows = await db.selectFrom('orders').leftJoin('accounts', 'accounts.id', 'orders.customer_id').selectAll('orders').select('accounts.email').where('orders.id', '>', id).orderBy('orders.id').limit(limit).execute()
      return rows.map(({ email, ...row }) => ({ order: orderFromRow(row), row, customerEmail: email ?? '' }))
    },

    /** What orders were placed with, by their ids; those from before it was kept are missing. */
    async placedOf(orderIds: readonly string[]): Promise<Map<string, PlacedContent>> {
      const rows = orderIds.length === 0 ? [] : await db.selectFrom('order_events').select(['order_id', 'placed']).where('order_id', 'in', orderIds).where('version', '=', 1).where('placed', 'is not', null).execute()
      return new Map(rows.map(({ order_id: id, placed }) => [id, JSON.parse(placed!) as PlacedContent]))
    },

    /** Where the row of an order is another than that of `expected` would be, words for search included. */
    compare({ row, customerEmail }: KeptOrder, expected: StoredOrder): Discrepancy[] {
      return compareRows(row, { ...placedColumns(expected, customerEmail), ...changingColumns(expected) })
    },

    /** The notifications at these places, each a reader and a change number. */
    async notificationsAt(places: readonly Pick<StoredNotification, 'reader' | 'changeNumber'>[]): Promise<NotificationsTable[]> {
      const rows: NotificationsTable[] = []
      for (const some of chunks(places)) {
        const values = some.map(({ reader, changeNumber }) => sql`(cast(${reader} as text), cast(${changeNumber} as bigint))`)
        rows.push(...await db.selectFrom('notifications').selectAll().where(sql<boolean>`(reader, change_number) in (values ${sql.join(values)})`).execute())
      }
      return rows
    },

    /** Where a notification's row is another than that of `expected` would be. */
    compareNotification(row: NotificationsTable, expected: StoredNotification): Discrepancy[] {
      const { reader, eventId, changeNumber, type, tone, title, body, orderId, orderNumber, data, createdAt } = expected
      return compareRows(row, {
        reader,
        event_id: eventId,
        change_number: changeNumber,
        type,
        tone,
        title,
        body,
        order_id: orderId,
        order_number: orderNumber,
        data: JSON.stringify(data),
        created_at: Date.parse(createdAt),
        search: searchable(title, body, orderNumber),
      })
    },

    async notificationsAfter(id: string, limit: number): Promise<KeptNotification[]> {
      const rows = await db.selectFrom('notifications').select(['id', 'reader', 'order_number', 'change_number', 'event_id']).where('id', '>', id).orderBy('id').limit(limit).execute()
      const ids = [...new Set(rows.map(row => row.event_id))]
      const events = ids.length === 0
        ? []
        : await db.selectFrom('order_events').innerJoin('orders', 'orders.id', 'order_events.order_id').select(eventColumns).select('orders.customer_id').where('order_events.id', 'in', ids).execute()
      const known = new Map(events.map(event => [event.id, event]))
      return rows.map((row) => {
        const event = known.get(row.event_id)
        return { id: row.id, reader: row.reader, orderNumber: row.order_number, changeNumber: row.change_number, event: event === undefined ? null : eventFromRow(event), customerId: event?.customer_id ?? null }
      })
    },

    countNotifications: () => count(db.selectFrom('notifications')),
    countEvents: () => count(db.selectFrom('order_events')),

    /** Events of orders that are not there. */
    async lostEvents(limit: number): Promise<string[]> {
      const rows = await db.selectFrom('order_events').leftJoin('orders', 'orders.id', 'order_events.order_id').select('order_events.id').where('orders.id', 'is', null).orderBy('order_events.change_number').limit(limit).execute()
      return rows.map(({ id }) => id)
    },

    /** The newest event of all; null without one. */
    async newestEvent(): Promise<{ id: string, changeNumber: number } | null> {
      const row = await db.selectFrom('order_events').select(['id', 'change_number']).orderBy('change_number', 'desc').limit(1).executeTakeFirst()
      return row === undefined ? null : { id: row.id, changeNumber: row.change_number }
    },

    /** The counters of order numbers, by prefix. */
    async orderNumberCounters(): Promise<Map<string, number>> {
      const rows = await db.selectFrom('order_number_counters').selectAll().execute()
      return new Map(rows.map(({ prefix, value }) => [prefix, value]))
    },

    /** Marks of what was read that lie beyond the newest change, by account. */
    async marksBeyond(changeNumber: number): Promise<{ accountId: string, readUpTo: number }[]> {
      const rows = await db.selectFrom('notification_marks').selectAll().where('read_up_to', '>', changeNumber).orderBy('account_id').execute()
      return rows.map(row => ({ accountId: row.account_id, readUpTo: row.read_up_to }))
    },

    async figures(): Promise<{ day: string, name: string, value: number }[]> {
      return await db.selectFrom('figures').selectAll().where('value', '<>', 0).execute()
    },

    async keysAfter(principal: string, key: string, limit: number): Promise<IdempotencyKeysTable[]> {
      return await db.selectFrom('idempotency_keys').selectAll().where(sql<boolean>`(principal, key) > (${principal}, ${key})`).orderBy('principal').orderBy('key').limit(limit).execute()
    },

    /** What is kept under some keys of one principal. */
    async keysOf(principal: string, keys: readonly string[]): Promise<IdempotencyKeysTable[]> {
      return keys.length === 0 ? [] : await db.selectFrom('idempotency_keys').selectAll().where('principal', '=', principal).where('key', 'in', keys).execute()
    },

    /** How many orders a batch has changed. */
    countOfBatch: (batchId: string) => count(db.selectFrom('order_events').where('batch_id', '=', batchId)),
  }
}

export type AuditStore = ReturnType<typeof createAuditStore>

const jsonColumns = new Set(['items', 'milestones', 'data'])
const instantColumns = new Set(['placed_at', 'updated_at', 'created_at', 'estimated_delivery', 'undoable_from'])

function compareRows(row: object, expected: Record<string, unknown>): Discrepancy[] {
  return Object.entries(expected).flatMap(([column, value]) => {
    const found = (row as Record<string, unknown>)[column]
    const same = jsonColumns.has(column) ? isDeepStrictEqual(JSON.parse(found as string), JSON.parse(value as string)) : found === value
    return same ? [] : [{ member: column, expected: readable(column, value), found: readable(column, found) }]
  })
}

function readable(column: string, value: unknown): unknown {
  return instantColumns.has(column) && typeof value === 'number' ? instant(value) : value
}
