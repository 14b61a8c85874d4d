import type { Kysely } from 'kysely'

/** What a customer does makes their own polls go faster for a while. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('feeds')
    .addColumn('eager_until', 'bigint', column => column.notNull().defaultTo(0))
    .execute()
}
