import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

/** What staff narrow the list of all orders by is found by an index, however long the list is: words and states. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await engine.words.create(db)
  for (const column of ['fulfilment_status', 'payment_status', 'fulfilment'])
    await db.schema.createIndex(`orders_by_${column}`).on('orders').columns([column, 'placed_at', 'id']).execute()
}
