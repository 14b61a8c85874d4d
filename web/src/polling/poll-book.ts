import type { QueryClient, QueryFilters, QueryKey } from '@tanstack/vue-query'
import type { Answer } from '../api/client.ts'
import { hashKey } from '@tanstack/vue-query'
import { shallowReactive } from 'vue'
import { ApiError } from '../api/client.ts'

/** What polling remembers of one resource, beside its data. Instants in milliseconds. */
export interface PollRecord {
  askedAt: number | null
  answeredAt: number | null
  /** What `Retry-After` asks to wait for. */
  notBefore: number
  /** What `Poll-Interval` says, in seconds. */
  hint: number | null
  tag: string | null
  failure: 'unanswered' | 'refused' | null
  error: Error | null
  /** The API said that asking again is no use. */
  stopped: boolean
  pulse: number
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

function newRecord(): PollRecord {
  return { askedAt: null, answeredAt: null, notBefore: 0, hint: null, tag: null, failure: null, error: null, stopped: false, pulse: 0 }
}

export function noteAnswer(record: PollRecord, answer: Pick<Answer<unknown>, 'tag' | 'pollInterval'>, now: number): void {
  record.answeredAt = now
  record.notBefore = 0
  record.hint = answer.pollInterval ?? record.hint
  record.tag = answer.tag
  record.failure = null
  record.error = null
  record.stopped = false
  record.pulse++
}

/** Statuses after which the same request gets the same answer. */
const lasting = new Set([401, 403, 404, 410])

export function noteFailure(record: PollRecord, error: Error, now: number): void {
  record.error = error
  if (!(error instanceof ApiError)) {
    record.failure = 'unanswered'
    return
  }
  record.failure = 'refused'
  record.stopped = lasting.has(error.status)
  record.notBefore = error.retryAfter === null ? 0 : now + error.retryAfter * 1000
  record.hint = error.pollInterval ?? record.hint
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
export async function readAgain(queryClient: QueryClient, filters: QueryFilters): Promise<void> {
  for (const query of queryClient.getQueryCache().findAll(filters))
    recordOf(queryClient, query.queryKey).tag = null
  await queryClient.invalidateQueries(filters)
}
