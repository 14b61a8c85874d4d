import type { Kysely, RawBuilder } from 'kysely'
import type { Tried } from './another-try.ts'

/** What one database engine does in its own way. Everything else is said once for all engines. */
export interface Engine {
  /** Refuses UPDATE, DELETE, and an INSERT in the place of another row on a table, also to those who come around the API. */
  makeAppendOnly: (db: Kysely<unknown>, table: string) => Promise<void>
  /** Lets a step of the schema's amend what is append-only otherwise. */
  amend: (db: Kysely<unknown>, table: string, work: () => Promise<unknown>) => Promise<void>
  /** The database cannot serve at the moment (locked, full, gone): worth another try later. */
  isUnavailable: (error: unknown) => boolean
  /** Two transactions were in each other's way, and it was not tried for too long: worth another try at once. */
  isWorthAnotherTry: (error: unknown, tried: Tried) => boolean
  words: WordIndex
}

/** What of an order is searched: its numbers, who placed it, what it holds. */
export type SearchedColumn = 'numbers' | 'customer' | 'items'

/** Finds orders by the beginnings of words. */
export interface WordIndex {
  /** Makes the index, fills it with the orders there are, and keeps it with those to come. */
  create: (db: Kysely<unknown>) => Promise<void>
  /** Makes it anew where its rows are numbered, because they are numbered otherwise now. */
  renumber: (db: Kysely<unknown>) => Promise<void>
  /** A query for the ids of the orders in which each of `words` begins a word of one of `columns`. */
  matches: (columns: readonly SearchedColumn[], words: readonly string[]) => RawBuilder<unknown>
  /** As `matches`, `most` of them in the order of placing, from an instant (milliseconds since 1970) or from the end. */
  first: (columns: readonly SearchedColumn[], words: readonly string[], direction: 'asc' | 'desc', from: number | null, most: number) => RawBuilder<unknown>
}

/** Where a feed is at. */
export interface FeedState {
  /** Equal texts mean that nothing its reader sees has changed; empty when nothing has reached them yet. */
  revision: string
  /** Until when the reader's polls go faster because of what they did, in milliseconds since 1970. */
  eagerUntil: number
}

/**
 * Reads where a reader's feed is at and, for those who share a feed, their own marks with it: one statement, one row.
 * It reads outside of any transaction, so that nothing is seen that may still be rolled back. An engine in this process
 * answers at once, not in a promise, which would cost a poll more than the read.
 */
export type ReadFeed = (reader: string, marks?: string) => FeedState | Promise<FeedState>
