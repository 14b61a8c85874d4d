import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The database holds a part of a shop: a copy into it was cut, or is still under way. */
export class UnfinishedCopyError extends Error {
  override name = 'UnfinishedCopyError'

  constructor() {
    super('This database holds the unfinished copy of a shop: run the same `pnpm data copy` again to finish it.')
  }
}

/** A copy puts the change counter in last, so a database without it is not to be worked with. Throws UnfinishedCopyError. */
export async function refuseUnfinished(db: Kysely<Tables>): Promise<void> {
  if (await db.selectFrom('change_counter').select('id').executeTakeFirst() === undefined)
    throw new UnfinishedCopyError()
}
