import type { Actor, Changes, OrderEventType, OrderStatus } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { OrderEventsTable, Tables } from './tables.ts'
import { instant, milliseconds } from './order-rows.ts'

/** One change of one order: who, what, from where to where, when and why. Never changed afterwards. */
export interface StoredEvent {
  id: string
  orderId: string
  version: number
  changeNumber: number
  type: OrderEventType
  from: OrderStatus | null
  to: OrderStatus | null
  skipped: OrderStatus[]
  changed: Changes
  comment: string | null
  customerComment: string | null
  actor: Actor
  at: string
}

export function createEventStore(db: Kysely<Tables>) {
  return {
    async append(event: StoredEvent): Promise<void> {
      await db.insertInto('order_events')
        .values({
          id: event.id,
          order_id: event.orderId,
          version: event.version,
          change_number: event.changeNumber,
          type: event.type,
          from_status: event.from,
          to_status: event.to,
          skipped: JSON.stringify(event.skipped),
          changed: JSON.stringify(event.changed),
          comment: event.comment,
          customer_comment: event.customerComment,
          actor_kind: event.actor.kind,
          actor_id: event.actor.id,
          actor_name: event.actor.name,
          at: milliseconds(event.at),
        })
        .execute()
    },

    /** The life of an order, oldest first. */
    async listOf(orderId: string): Promise<StoredEvent[]> {
      const rows = await db.selectFrom('order_events').selectAll().where('order_id', '=', orderId).orderBy('version').execute()
      return rows.map(fromRow)
    },
  }
}

function fromRow(row: OrderEventsTable): StoredEvent {
  return {
    id: row.id,
    orderId: row.order_id,
    version: row.version,
    changeNumber: row.change_number,
    type: row.type,
    from: row.from_status,
    to: row.to_status,
    skipped: JSON.parse(row.skipped) as OrderStatus[],
    changed: JSON.parse(row.changed) as Changes,
    comment: row.comment,
    customerComment: row.customer_comment,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    at: instant(row.at),
  }
}
