import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'
import { placedMonth } from '../placed-months.ts'

/** What many orders have in common is read without going through all of them: the latest changes of long spans, long words. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await db.schema.createIndex('orders_of_month_by_updated').on('orders').expression(placedMonth).columns(['updated_at', 'id']).execute()
  await engine.words.renumber(db)
}
