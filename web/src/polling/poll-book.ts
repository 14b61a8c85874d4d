import type { QueryClient, QueryFilters, QueryKey } from '@tanstack/vue-query'
import { hashKey } from '@tanstack/vue-query'
import { shallowReactive } from 'vue'

/** What polling remembers of one resource, beside its data. Instants in milliseconds since 1970. */
export interface PollRecord {
  /** When the newest request began, in whichever tab. */
  askedAt: number | null
  /** When the newest request ended, with an answer or without. */
  settledAt: number
  /** When an answer last said that what is held is current. */
  answeredAt: number | null
  /** When the request began whose answer about something else showed that this is current too. */
  confirmedAt: number | null
  /** What `Retry-After` asks to wait for. */
  notBefore: number
  /** Milliseconds to come later than that, drawn once, so that those who were sent away together do not return together. */
  jitter: number
  /** What `Poll-Interval` says, in seconds. */
  hint: number | null
  tag: string | null
  failure: 'unanswered' | 'refused' | null
  error: Error | null
  /** The API said that asking again is no use. */
  stopped: boolean
  /** To be read at once, whatever the beat says. */
  wanted: boolean
  /** A request of this tab is under way. */
  asking: boolean
  /** Counts the requests of this tab: an answer to any but the newest comes too late. */
  turn: number
  pulse: number
}

export function newRecord(): PollRecord {
  return { askedAt: null, settledAt: 0, answeredAt: null, confirmedAt: null, notBefore: 0, jitter: 0, hint: null, tag: null, failure: null, error: null, stopped: false, wanted: false, asking: false, turn: 0, pulse: 0 }
}

const books = new WeakMap<QueryClient, Map<string, PollRecord>>()

/** The record of a resource, shared by everyone who polls it. */
export function recordOf(queryClient: QueryClient, key: QueryKey): PollRecord {
  const book = books.get(queryClient) ?? new Map<string, PollRecord>()
  books.set(queryClient, book)
  const hash = hashKey(key)
  const record = book.get(hash) ?? shallowReactive(newRecord())
  book.set(hash, record)
  return record
}

export function forgetRecord(queryClient: QueryClient, key: QueryKey): void {
  books.get(queryClient)?.delete(hashKey(key))
}

export function forgetRecords(queryClient: QueryClient): void {
  books.delete(queryClient)
}

/**
 * Has what is on screen read again at once, and the rest when it is shown next. The API answers in full,
 * and an answer that was asked for before is not waited for: this is the read after one's own write.
 */
export function readAgain(queryClient: QueryClient, filters: QueryFilters): void {
  for (const query of queryClient.getQueryCache().findAll(filters)) {
    const record = recordOf(queryClient, query.queryKey)
    record.tag = null
    record.wanted = true
  }
}
