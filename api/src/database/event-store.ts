import type { Actor, Changes, OrderEventType, OrderStatus, PaymentStatus } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { StoredOrder } from './order-rows.ts'
import type { OrderEventsTable, Tables } from './tables.ts'
import { chunks } from './chunks.ts'
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
  batchId: string | null
  /** Of the order after this event. */
  paymentStatus: PaymentStatus
}

/** What an order was placed with: the part of it that no event changes afterwards, and that follows from none. */
export type PlacedContent = Pick<StoredOrder, 'number' | 'customerId' | 'customerName' | 'fulfilment' | 'items' | 'currency' | 'paymentMethod' | 'address' | 'note' | 'placedAt'>

/** An event as it is written: the one that places an order keeps what was placed. Only who checks a shop reads that. */
export interface WrittenEvent extends StoredEvent { placed: PlacedContent | null }

/** An event with what else a reader of all events wants to know of its order. */
export interface PublishedEvent extends StoredEvent { orderNumber: string, customerId: string }

/** What of a row an event is made of. */
export const eventColumns = [
  'order_events.id',
  'order_events.order_id',
  'order_events.version',
  'order_events.change_number',
  'order_events.type',
  'order_events.from_status',
  'order_events.to_status',
  'order_events.skipped',
  'order_events.changed',
  'order_events.comment',
  'order_events.customer_comment',
  'order_events.actor_kind',
  'order_events.actor_id',
  'order_events.actor_name',
  'order_events.at',
  'order_events.batch_id',
  'order_events.payment_status',
] as const

export function createEventStore(db: Kysely<Tables>) {
  return {
    async append(event: WrittenEvent): Promise<void> {
      await db.insertInto('order_events').values(rowOf(event)).execute()
    },

    async appendMany(events: readonly WrittenEvent[]): Promise<void> {
      for (const some of chunks(events))
        await db.insertInto('order_events').values(some.map(rowOf)).execute()
    },

    /** The life of an order, oldest first. */
    async listOf(orderId: string): Promise<StoredEvent[]> {
      const rows = await db.selectFrom('order_events').select(eventColumns).where('order_id', '=', orderId).orderBy('version').execute()
      return rows.map(eventFromRow)
    },

    /** The lives of some orders, each oldest first. */
    async listOfMany(orderIds: readonly string[]): Promise<Map<string, StoredEvent[]>> {
      const rows = orderIds.length === 0 ? [] : await db.selectFrom('order_events').select(eventColumns).where('order_id', 'in', orderIds).orderBy('order_id').orderBy('version').execute()
      return Map.groupBy(rows.map(eventFromRow), event => event.orderId)
    },

    /** The newest change of an order's status: placing it, a move, or an undo. */
    async newestMove(orderId: string): Promise<StoredEvent> {
      return eventFromRow(await db.selectFrom('order_events').select(eventColumns).where('order_id', '=', orderId).where('to_status', 'is not', null).orderBy('version', 'desc').executeTakeFirstOrThrow())
    },

    /** The orders that a batch has changed. */
    async ordersOfBatch(batchId: string): Promise<string[]> {
      const rows = await db.selectFrom('order_events').select('order_id').where('batch_id', '=', batchId).orderBy('change_number').execute()
      return rows.map(row => row.order_id)
    },

    /** Whether a batch has changed an order. */
    async isInBatch(batchId: string, orderId: string): Promise<boolean> {
      return await db.selectFrom('order_events').select('id').where('batch_id', '=', batchId).where('order_id', '=', orderId).executeTakeFirst() !== undefined
    },

    /** All events in the order of their commits, from the beginning or after the one with this id; null when there is no such event. */
    async listAfter(id: string | null, limit: number): Promise<PublishedEvent[] | null> {
      const known = id === null ? { change_number: 0 } : await db.selectFrom('order_events').select('change_number').where('id', '=', id).executeTakeFirst()
      if (known === undefined)
        return null
      const rows = await db.selectFrom('order_events')
        .innerJoin('orders', 'orders.id', 'order_events.order_id')
        .select(eventColumns)
        .select(['orders.number', 'orders.customer_id'])
        .where('change_number', '>', known.change_number)
        .orderBy('change_number')
        .limit(limit)
        .execute()
      return rows.map(row => ({ ...eventFromRow(row), orderNumber: row.number, customerId: row.customer_id }))
    },
  }
}

function rowOf(event: WrittenEvent): OrderEventsTable {
  return {
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
    batch_id: event.batchId,
    payment_status: event.paymentStatus,
    placed: event.placed === null ? null : JSON.stringify(event.placed),
  }
}

export function eventFromRow(row: Omit<OrderEventsTable, 'placed'>): StoredEvent {
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
    batchId: row.batch_id,
    paymentStatus: row.payment_status,
  }
}
