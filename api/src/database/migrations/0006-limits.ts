import type { Kysely } from 'kysely'

/** How often people and machines have tried, for all nodes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createTable('limit_buckets')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('full_at', 'bigint', column => column.notNull())
    .execute()
  await db.schema.createIndex('limit_buckets_by_end').on('limit_buckets').column('full_at').execute()
}
