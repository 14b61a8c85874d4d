import type { Actor, NotificationPage } from '@orderbeat/shared'
import type { Inbox, InboxFilter } from '../database/notification-store.ts'
import type { Database } from '../database/open-database.ts'
import type { Stores } from '../database/stores.ts'
import { cursorOf, placeOf } from '../orders/cursor.ts'
import { marksReaderOf, readerOf } from '../orders/readers.ts'

export interface NotificationParts {
  database: Pick<Database, 'stores' | 'write'>
  clock: () => number
  newId: () => string
}

type Person = Pick<Actor, 'id' | 'kind'>
type Query = InboxFilter & { limit?: number, before?: string, after?: string }

export type NotificationService = ReturnType<typeof createNotificationService>

const list = 'notifications'

/** What an account was told, and what of it it has read. */
export function createNotificationService({ database, clock, newId }: NotificationParts) {
  const { stores } = database

  /** Every poll of the account sees the marks at once: their feed moves with them. */
  const mark = (person: Person, work: (stores: Stores, inbox: Inbox) => Promise<boolean>): Promise<number> =>
    database.write(async (inside) => {
      const inbox = inboxOf(person)
      if (await work(inside, inbox))
        await inside.changes.moveFeed(marksReaderOf(person), await inside.changes.newest(), newId())
      return inside.notifications.countUnread(inbox)
    })

  return {
    /** Newest first, or with `after` only what is newer, oldest first. */
    async list(person: Person, query: Query): Promise<NotificationPage> {
      const inbox = inboxOf(person)
      const after = placeOf(list, query.after, '/after')
      const newest = await stores.notifications.newest(inbox.reader)
      const limit = query.limit ?? 20
      const page = after === null
        ? { ...await stores.notifications.list(inbox, query, limit, placeOf(list, query.before)?.value ?? null), end: 0 }
        : await stores.notifications.listAfter(inbox, query, limit, after.value)
      // What came in between may be in the page already: whoever reads on from its end is not told of it twice.
      const end = after !== null && page.next !== null ? page.next : { value: Math.max(newest, page.end), id: '' }
      return {
        notifications: page.items,
        unread: await stores.notifications.countUnread(inbox),
        total: page.total,
        nextCursor: cursorOf(list, page.next),
        cursor: cursorOf(list, end)!,
      }
    },

    /** Marks some as read; ids of others are passed over. Answers how many are left unread. */
    read: (person: Person, ids: readonly string[]): Promise<number> =>
      mark(person, (inside, inbox) => inside.notifications.read(inbox, ids, clock())),

    /** Marks all up to a cursor as read. */
    readUpTo: (person: Person, cursor: string): Promise<number> => {
      const { value } = placeOf(list, cursor, '/upTo')!
      return mark(person, (inside, inbox) => inside.notifications.readUpTo(inbox, value, clock()))
    },
  }
}

function inboxOf(person: Person): Inbox {
  return { reader: readerOf(person), accountId: person.id }
}
