import type { Kysely } from 'kysely'
import type { Engine } from '../engine.ts'

/** More orders can be of one moment. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  await engine.words.renumber(db)
}
