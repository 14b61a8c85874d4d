import type { Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'
import { Migrator } from 'kysely/migration'
import * as foundation from './migrations/0001-foundation.ts'
import * as orderWords from './migrations/0002-order-words.ts'
import * as eagerFeeds from './migrations/0003-eager-feeds.ts'
import * as staffWork from './migrations/0004-staff-work.ts'
import * as orderStates from './migrations/0005-order-states.ts'
import * as limits from './migrations/0006-limits.ts'
import * as moreWords from './migrations/0007-more-words.ts'
import * as wideReads from './migrations/0008-wide-reads.ts'
import * as placedContent from './migrations/0009-placed-content.ts'

/** Every step from an empty database to today's, in order. A step that has shipped never changes. */
const steps = { '0001-foundation': foundation, '0002-order-words': orderWords, '0003-eager-feeds': eagerFeeds, '0004-staff-work': staffWork, '0005-order-states': orderStates, '0006-limits': limits, '0007-more-words': moreWords, '0008-wide-reads': wideReads, '0009-placed-content': placedContent }

/** Brings the schema up to date: a step is taken wholly or, when it fails, not at all. */
export async function migrate(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const getMigrations = async () => Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [name, { up: (inner: Kysely<unknown>) => step.up(inner, engine) }]),
  )
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest()
  if (error !== undefined)
    throw error
}
