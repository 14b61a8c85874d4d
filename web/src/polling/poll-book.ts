import type { PollKind } from '@orderbeat/shared'
import type { QueryClient, QueryFilters, QueryKey } from '@tanstack/vue-query'
import { hashKey } from '@tanstack/vue-query'
import { shallowReactive } from 'vue'

/** What polling remembers of one resource, beside its data. Instants in milliseconds since 1970. */
export interface PollRecord {
  /** When the newest request began, in whichever tab. */
  askedAt: number | null
  /** From when whole beats are counted: when a request began, the newest one before an outage. */
  phase: number | null
  /** When the newest request ended, with an answer or without. */
  settledAt: number
  /** When an answer last said that what is held is current. */
  answeredAt: number | null
  /** When the request began whose answer about something else showed that this is current too. */
  confirmedAt: number | null
  /** What `Retry-After` asks to wait for. */
  notBefore: number
  /** Milliseconds to come later than that, or than the connection, drawn once: those who went together do not return together. */
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
  /** It has not begun: another tab has its turn. */
  waiting: boolean
  /** Counts the requests of this tab: an answer to any but the newest comes too late. */
  turn: number
  pulse: number
}

export function newRecord(): PollRecord {
  return { askedAt: null, phase: null, settledAt: 0, answeredAt: null, confirmedAt: null, notBefore: 0, jitter: 0, hint: null, tag: null, failure: null, error: null, stopped: false, wanted: false, asking: false, waiting: false, turn: 0, pulse: 0 }
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

/** The API says so many seconds to whoever waits for what comes of their own action. */
const haste = 5

const leasts = new WeakMap<QueryClient, Map<PollKind, number>>()

/**
 * The least that the API has said of resources of a kind, haste aside, in seconds: what is longer is load. A page that opens
 * under load takes that for usual until an answer says less: nothing in an answer tells the two apart.
 */
export function leastHints(queryClient: QueryClient): Map<PollKind, number> {
  const hints = leasts.get(queryClient) ?? shallowReactive(new Map<PollKind, number>())
  leasts.set(queryClient, hints)
  return hints
}

export function noteHint(queryClient: QueryClient, kind: PollKind, hint: number | null): void {
  const hints = leastHints(queryClient)
  if (hint !== null && hint > haste)
    hints.set(kind, Math.min(hint, hints.get(kind) ?? hint))
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
