import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { sql } from 'kysely'

/** What staff and tills work with: undo, batches, keys, figures, and what customers' screens have seen. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await undo(db, engine)
  await machines(db)
  await figures(db)
}

async function undo(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema.alterTable('order_events').addColumn('batch_id', 'text').execute()
  await db.schema.alterTable('order_events').addColumn('payment_status', 'text', column => column.notNull().defaultTo('unpaid')).execute()
  await engine.amend(db, 'order_events', () => sql`update order_events set payment_status = case
    when not exists (select 1 from order_events as paid where paid.order_id = order_events.order_id and paid.to_status = 'paid' and paid.version <= order_events.version) then 'unpaid'
    when exists (select 1 from order_events as ended where ended.order_id = order_events.order_id and ended.to_status = 'cancelled' and ended.version <= order_events.version) then 'refund_due'
    else 'paid' end`.execute(db))
  await db.schema.createIndex('order_events_of_batch').on('order_events').columns(['batch_id', 'order_id']).where(sql.ref('batch_id'), 'is not', null).execute()
  await db.schema.alterTable('orders').addColumn('undoable_from', 'bigint').execute()
  await sql`update orders set undoable_from = (
    select newest.at from order_events as newest
    where newest.order_id = orders.id and newest.actor_kind <> 'customer' and newest.type <> 'order.created'
      and newest.version = (select max(moves.version) from order_events as moves where moves.order_id = orders.id and moves.to_status is not null))`.execute(db)
}

async function machines(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('machine_keys')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('scopes', 'text', column => column.notNull())
    .addColumn('key_hash', 'text', column => column.notNull().unique())
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute()
}

async function figures(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('figures')
    .addColumn('day', 'text', column => column.notNull())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('value', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('one_value_a_day_and_name', ['day', 'name'])
    .execute()
  await db.schema.createTable('figures_zone')
    .addColumn('id', 'integer', column => column.primaryKey().check(sql`id = 1`))
    .addColumn('zone', 'text', column => column.notNull())
    .execute()
  await db.schema.createTable('order_receipts')
    .addColumn('order_id', 'text', column => column.primaryKey().references('orders.id'))
    .addColumn('version', 'integer', column => column.notNull())
    .addColumn('seen_at', 'bigint', column => column.notNull())
    .execute()
}
