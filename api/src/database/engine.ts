import type { Kysely } from 'kysely'

/** What one database engine does in its own way. Everything else is said once for all engines. */
export interface Engine {
  /** Refuses UPDATE and DELETE on a table, also to those who come around the API. */
  makeAppendOnly: (db: Kysely<unknown>, table: string) => Promise<void>
  /** The database cannot serve at the moment (locked, full, gone): worth another try later. */
  isUnavailable: (error: unknown) => boolean
}

/** What a reader's feed is at: equal texts mean that nothing they see has changed. */
export type Revision = string

/**
 * Reads revisions outside of any transaction, so that none is seen that may still be rolled back.
 * A reader whom nothing has reached yet is at an empty revision.
 */
export type ReadRevisions = (readers: readonly string[]) => Promise<Revision[]>
