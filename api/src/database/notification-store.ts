import type { Notification } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { Page } from './page.ts'
import type { Tables } from './tables.ts'
import { exactTotal } from '@orderbeat/shared'
import { sql } from 'kysely'
import { notificationFromRow } from './notification-rows.ts'
import { countUpTo, pageOf, totalOf } from './page.ts'
import { matches, searchable } from './search.ts'

/** A notification as it is kept: told to a reader, read by each of its accounts apart. */
export type StoredNotification = Omit<Notification, 'readAt'> & { reader: string, eventId: string, changeNumber: number }

/** Whose notifications: what the reader was told, as far as this account has read it. */
export interface Inbox { reader: string, accountId: string }

export interface InboxFilter { unread?: boolean, q?: string }

export function createNotificationStore(db: Kysely<Tables>) {
  /** The inbox with what this account has read beside each notification. */
  const inbox = ({ reader, accountId }: Inbox) => db.selectFrom('notifications')
    .leftJoin('notification_reads', join => join
      .onRef('notification_reads.notification_id', '=', 'notifications.id')
      .on('notification_reads.account_id', '=', accountId))
    .where('reader', '=', reader)

  const unread = (box: Inbox) => inbox(box)
    .where('read_at', 'is', null)
    .where('change_number', '>', builder => builder.selectFrom('notification_marks')
      .select(sql<number>`coalesce(max(read_up_to), 0)`.as('mark'))
      .where('account_id', '=', box.accountId))

  const filtered = (box: Inbox, filter: InboxFilter) => {
    const query = filter.unread === true ? unread(box) : inbox(box)
    return filter.q === undefined ? query : query.where(builder => matches(builder, ['search'], filter.q!))
  }

  return {
    async insert(notification: StoredNotification): Promise<void> {
      const { reader, type, tone, title, body } = notification
      await db.insertInto('notifications')
        .values({
          id: notification.id,
          reader,
          event_id: notification.eventId,
          change_number: notification.changeNumber,
          type,
          tone,
          title,
          body,
          order_id: notification.orderId,
          order_number: notification.orderNumber,
          data: JSON.stringify(notification.data),
          created_at: Date.parse(notification.createdAt),
          search: searchable(title, body, notification.orderNumber),
        })
        .execute()
    },

    /** Newest first, from `before` (a change number) on. */
    async list(box: Inbox, filter: InboxFilter, limit: number, before: number | null): Promise<Page<Notification>> {
      const matching = filtered(box, filter)
      const rows = await matching.selectAll('notifications').select('read_at').$if(before !== null, query => query.where('change_number', '<', before!)).orderBy('change_number', 'desc').limit(limit + 1).execute()
      return pageOf(rows, limit, await totalOf(rows, limit, before === null, () => countUpTo(db, matching)), notificationFromRow, row => ({ value: row.change_number, id: row.id }))
    },

    /** Only what came after a change number, oldest first, and the number that it ends with. */
    async listAfter(box: Inbox, filter: InboxFilter, limit: number, changeNumber: number): Promise<Page<Notification> & { end: number }> {
      const matching = filtered(box, filter).where('change_number', '>', changeNumber)
      const rows = await matching.selectAll('notifications').select('read_at').orderBy('change_number').limit(limit + 1).execute()
      const page = pageOf(rows, limit, await countUpTo(db, matching), notificationFromRow, row => ({ value: row.change_number, id: row.id }))
      return { ...page, end: rows.slice(0, limit).at(-1)?.change_number ?? changeNumber }
    },

    /** The change number of the newest notification, 0 when there is none. */
    async newest(reader: string): Promise<number> {
      const row = await db.selectFrom('notifications').select('change_number').where('reader', '=', reader).orderBy('change_number', 'desc').limit(1).executeTakeFirst()
      return row?.change_number ?? 0
    },

    async countUnread(box: Inbox): Promise<number> {
      return await countUpTo(db, unread(box)) ?? exactTotal
    },

    /** Marks those of `ids` that are this reader's and unread. True when there was one. */
    async read(box: Inbox, ids: readonly string[], at: number): Promise<boolean> {
      return ids.length > 0 && await markRead(unread(box).where('notifications.id', 'in', ids), box.accountId, at)
    },

    /** Marks everything up to a change number. True when something was unread. */
    async readUpTo(box: Inbox, changeNumber: number, at: number): Promise<boolean> {
      const marked = await markRead(unread(box).where('change_number', '<=', changeNumber), box.accountId, at)
      await db.insertInto('notification_marks')
        .values({ account_id: box.accountId, read_up_to: changeNumber })
        .onConflict(conflict => conflict.column('account_id')
          .doUpdateSet({ read_up_to: changeNumber })
          .where('notification_marks.read_up_to', '<', changeNumber))
        .execute()
      return marked
    },
  }

  async function markRead(some: ReturnType<typeof unread>, accountId: string, at: number): Promise<boolean> {
    const ids = some.select(['notifications.id', sql<string>`cast(${accountId} as text)`.as('account_id'), sql<number>`cast(${at} as bigint)`.as('read_at')])
    const marked = await db.insertInto('notification_reads')
      .columns(['notification_id', 'account_id', 'read_at'])
      .expression(ids)
      .onConflict(conflict => conflict.doNothing())
      .returning('notification_id')
      .execute()
    return marked.length > 0
  }
}
