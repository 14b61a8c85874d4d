import type { Kysely } from 'kysely'
import { sql } from 'kysely'

const narrowedBefore = ['status', 'fulfilment_status', 'payment_status', 'fulfilment']

/**
 * All that staff narrow a list by is one text, the state of an order. There are few different ones, so every list is a part of
 * the lists of some states, each of which an index has in every order; an index a column could not be put together.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('orders').addColumn('state', 'text', column => column.notNull().defaultTo('')).execute()
  await sql`update orders set state = status || ' ' || fulfilment_status || ' ' || payment_status || ' ' || fulfilment`.execute(db)
  for (const column of narrowedBefore)
    await db.schema.dropIndex(`orders_by_${column}`).execute()
  await db.schema.dropIndex('orders_by_placed').execute()
  // With when they were changed, so that the latest changes of a month are sorted without a look at its orders.
  await db.schema.createIndex('orders_by_placed').on('orders').columns(['placed_at', 'id', 'updated_at']).execute()
  await db.schema.createIndex('orders_of_state_by_placed').on('orders').columns(['state', 'placed_at', 'id', 'updated_at']).execute()
  await db.schema.createIndex('orders_of_state_by_updated').on('orders').columns(['state', 'updated_at', 'id']).execute()
  await db.schema.createIndex('orders_of_state_by_total').on('orders').columns(['state', 'total', 'id']).execute()
}
