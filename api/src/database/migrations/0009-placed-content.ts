import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

/**
 * What an order was placed with is kept in its first event as well, where nobody can change it; of earlier orders it is not
 * known. And no event is put in the place of another, or removed together with all others.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await engine.amend(db, 'order_events', () => db.schema.alterTable('order_events').addColumn('placed', 'text').execute())
}
