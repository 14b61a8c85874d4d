import type { Problem } from '@orderbeat/shared'
import type { QueryClient, QueryKey } from '@tanstack/vue-query'
import type { Answer } from '../api/client.ts'
import type { PollWorld, TabLink } from './poll-world.ts'
import { ApiError, ConnectionError } from '../api/client.ts'
import { recordOf } from './poll-book.ts'
import { noteAnswer, noteFailure } from './poll-notes.ts'

/** What one tab tells the others about what it asked for. The key names the account: nobody takes what is another's. */
interface News {
  key: QueryKey
  askedAt: number
  answer?: Pick<Answer<unknown>, 'status' | 'body' | 'tag' | 'pollInterval'>
  failure?: { problem: Problem, retryAfter: number | null, pollInterval: number | null } | { problem: null }
}

/** Tells the other tabs what was answered, so that they need not ask. */
export function tellAnswer(world: PollWorld, key: QueryKey, askedAt: number, { status, body, tag, pollInterval }: Answer<unknown>): void {
  world.tabs?.channel.postMessage({ key, askedAt, answer: { status, body, tag, pollInterval } } satisfies News)
}

/** Tells the other tabs that asking failed, so that they do not all try as well. */
export function tellFailure(world: PollWorld, key: QueryKey, askedAt: number, error: Error): void {
  const failure = error instanceof ApiError ? { problem: error.problem, retryAfter: error.retryAfter, pollInterval: error.pollInterval } : { problem: null }
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
      record.askedAt = news.askedAt
      noteFailure(record, errorOf(failure), world.now(), 0)
    }
    // "Not modified" is said of what that tab holds, which may be another state than ours.
    if (answer === undefined || (answer.status === 304 && answer.tag !== record.tag))
      return
    record.askedAt = news.askedAt
    noteAnswer(record, answer, world.now())
    if (answer.status === 200)
      query.setData(answer.body, { updatedAt: world.now(), manual: true })
    onAnswer(news.key, query.state.data)
  })
}

function errorOf(failure: NonNullable<News['failure']>): Error {
  return failure.problem === null ? new ConnectionError('The shop cannot be reached') : new ApiError(failure.problem, failure)
}
