import type { Actor } from '@orderbeat/shared'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { KnownCallers } from './known-callers.ts'
import type { HeldAnswer } from './known-pollers.ts'
import type { Meters } from './meters.ts'
import type { FeedState, PollAnswers } from './poll-answers.ts'
import type { RequestLog } from './request-log.ts'
import { noteWait } from './elapsed.ts'

export interface Door {
  callers: Pick<KnownCallers, 'recall'>
  answers: PollAnswers
  /** Whether any poll is turned away at the moment, which is the router's to do. */
  isShedding: () => boolean
  meters: Pick<Meters, 'count'>
  log: RequestLog
  newRequestId: () => string
}

/**
 * Answers a poll before it comes to the router if it is known that its answer still holds. Most requests of all are such polls,
 * and a server that rests between them comes to each on cold caches, where every step of the way counts. It knows no rules of
 * its own: whoever is not known by the exact token, tag and address of an answer they were given goes the usual way.
 */
export function answerKnownPolls(server: Server, door: Door): void {
  // In its place, not before it: a listener cannot keep a request from those after it.
  const [router] = server.listeners('request') as [RequestListener]
  server.off('request', router)
  server.on('request', (request, response) => {
    const since = performance.now()
    const poll = knownPollOf(request, door)
    if (poll === null || door.isShedding())
      return router(request, response)
    const { caller, held } = poll
    const goOn = (feed: FeedState | Promise<FeedState>): void => {
      door.answers.handOn(request, feed)
      noteWait(request, performance.now() - since)
      router(request, response)
    }
    const answer = (feed: FeedState): void => {
      const headers = headersIfHeld(caller, held, feed, door)
      if (headers === null)
        return goOn(feed)
      response.writeHead(304, headers).end()
      noteUnchanged(request, caller, held, performance.now() - since, door)
    }
    const feed = feedOf(caller, held, door)
    if (feed instanceof Promise)
      void feed.then(answer, () => goOn(feed))
    else
      answer(feed)
  })
}

/**
 * Who polls, and what they hold; null where the usual way has more to say than whether it still holds: why it is refused
 * without a host, and whether the page of another origin may read it.
 */
function knownPollOf({ method, url, headers }: IncomingMessage, { callers, answers }: Door): { caller: Actor, held: HeldAnswer } | null {
  const { 'if-none-match': tag, authorization, host, origin } = headers
  if (tag === undefined || method !== 'GET' || host === undefined || origin !== undefined)
    return null
  const caller = callers.recall(authorization)
  const held = caller === null ? undefined : answers.pollerOf(caller).heldOf(url!, tag)
  return caller === null || held === undefined ? null : { caller, held }
}

/** Where the feed is at. A failure is handed on like any answer: it is the router's to explain. */
function feedOf(caller: Actor, held: HeldAnswer, { answers }: Door): FeedState | Promise<FeedState> {
  try {
    return answers.readFeed(caller, held.route.kind)
  }
  catch (error) {
    return Promise.reject(error)
  }
}

/** Of an answer that still holds; null where it does not. Where that cannot be told, the router comes to the same and explains it. */
function headersIfHeld(caller: Actor, held: HeldAnswer, feed: FeedState, { answers }: Door): Record<string, string> | null {
  try {
    return answers.revisionOf(held.route.kind, feed) === held.revision ? answers.headersOf(caller, held.route.kind, held, feed) : null
  }
  catch {
    return null
  }
}

function noteUnchanged({ method, url }: IncomingMessage, caller: Actor, held: HeldAnswer, elapsed: number, { meters, log, newRequestId }: Door): void {
  meters.count(held.route.meter, 304, elapsed)
  if (log.tells(304))
    log.tell({ id: newRequestId(), method: method!, url: url!, status: 304, elapsed, account: caller.id })
}
