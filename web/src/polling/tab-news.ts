import type { Problem } from '@orderbeat/shared'
import type { QueryClient, QueryKey } from '@tanstack/vue-query'
import type { Answer } from '../api/client.ts'
import type { PollWorld, TabLink } from './poll-world.ts'
import { ApiError, ConnectionError } from '../api/client.ts'
import { recordOf } from './poll-book.ts'
import { noteAnswer, noteAsked, noteFailure } from './poll-notes.ts'

/** Why asking failed, and how much later than it may the tabs ask again, in milliseconds: all of them at the same time. */
type Failure = ({ problem: Problem, retryAfter: number | null, pollInterval: number | null } | { problem: null }) & { jitter: number }

/** What one tab tells the others about what it asked for. The key names the account, and the contract by its address: nobody takes what is another's. */
interface News {
  key: QueryKey
  askedAt: number
  answer?: Pick<Answer<unknown>, 'status' | 'body' | 'tag' | 'pollInterval'>
  failure?: Failure
}

/** Tells the other tabs what was answered, so that they need not ask. */
export function tellAnswer(world: PollWorld, key: QueryKey, askedAt: number, { status, body, tag, pollInterval }: Answer<unknown>): void {
  world.tabs?.channel.postMessage({ key, askedAt, answer: { status, body, tag, pollInterval } } satisfies News)
}

/**
 * Tells the other tabs that asking failed, so that they do not all try as well. A 401 is kept back: it is about this tab's
 * token, and each has its own.
 */
export function tellFailure(world: PollWorld, key: QueryKey, askedAt: number, error: Error, jitter: number): void {
  if (error instanceof ApiError && error.status === 401)
    return
  const failure = error instanceof ApiError ? { problem: error.problem, retryAfter: error.retryAfter, pollInterval: error.pollInterval, jitter } : { problem: null, jitter }
  world.tabs?.channel.postMessage({ key, askedAt, failure } satisfies News)
}

/**
 * Takes what the other tabs tell into the cache, where the same is held for the same account, and hands on what was
 * learned in this way.
 */
export function hearTabs(tabs: TabLink, queryClient: QueryClient, world: PollWorld, onAnswer: (key: QueryKey, data: unknown) => void): void {
  tabs.channel.addEventListener('message', ({ data: news }: MessageEvent<News>) => {
    const query = queryClient.getQueryCache().find({ queryKey: news.key, exact: true })
    const held = query?.state.data
    if (query === undefined || held === undefined)
      return
    const record = recordOf(queryClient, news.key)
    if (news.askedAt <= (record.askedAt ?? 0))
      return
    const { answer, failure } = news
    if (failure !== undefined) {
      noteAsked(record, news.askedAt)
      noteFailure(record, errorOf(failure), world.now(), failure.jitter)
    }
    // "Not modified" is said of what that tab holds, which may be another state than ours.
    if (answer === undefined || (answer.status === 304 && answer.tag !== record.tag))
      return
    noteAsked(record, news.askedAt)
    noteAnswer(record, answer, world.now())
    if (answer.status === 200)
      query.setData(answer.body, { updatedAt: world.now(), manual: true })
    onAnswer(news.key, query.state.data)
  })
}

function errorOf(failure: Failure): Error {
  return failure.problem === null ? new ConnectionError('The shop cannot be reached') : new ApiError(failure.problem, failure)
}
