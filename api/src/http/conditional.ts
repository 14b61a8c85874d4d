import type { Actor, PollKind } from '@orderbeat/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { hash } from 'node:crypto'
import { receiptsReader } from '../orders/readers.ts'
import { callerOf } from './authentication.ts'
import { createKnownPollers } from './known-pollers.ts'
import { beatSeconds } from './poll-beat.ts'

declare module 'fastify' {
  interface FastifyContextConfig { poll?: PollKind }
  interface FastifyRequest {
    /** What this answer depends on, and until when who asks was in haste; read before any of its rows. */
    poll: { tag: string, eagerUntil: number } | null
  }
}

/** Where a reader's feed is at; equal revisions mean that nothing they see has changed. */
interface FeedState { revision: string, eagerUntil: number }

export interface PollParts {
  /** Reads the feed of a reader, and the marks of those who share theirs. */
  readFeed: (reader: string, marks?: string) => FeedState | Promise<FeedState>
  /** Until when an account's polls go faster because of what it looked at, in milliseconds since 1970. */
  eagerUntil: (accountId: string) => number
  /** How many times longer than usual polls should wait: 1 while the server keeps up. */
  load: () => number
  /** Names the database and the form of the answers: a tag of another never matches. */
  epoch: string
  pollSeconds: { history: number, tracker: number }
  undoSeconds: number
  /** What of a request decides about an answer besides its address. */
  vary: string
  /** The shop's day: what is asked of the last days is another answer tomorrow. */
  today: () => string
  clock: () => number
}

/**
 * Makes every pollable answer conditional (RFC 9110 §13.1.2). The tag names whom and which URL the answer is for and at which
 * revision of their feed, so nobody's tag ever holds for somebody else, and an unchanged answer costs one row and no order.
 * The revision is read before the rows: a change in between costs one more answer, never a lost one.
 */
export function answerConditionally(app: FastifyInstance, parts: PollParts): void {
  app.decorateRequest('poll', null)
  const pollers = createKnownPollers()
  app.addHook('onRoute', (route) => {
    const kind = route.config?.poll
    if (kind === undefined)
      return
    // With a callback, not async: on the way to an empty answer every promise counts.
    const answerUnchanged: onRequestHookHandler = (request, reply, done) => {
      const caller = callerOf(request)
      const poller = pollers.of(caller)
      const decide = ({ revision: seen, eagerUntil }: FeedState): void => {
        const revision = kind === 'figures' ? `${seen} ${parts.today()}` : seen
        const asked = request.headers['if-none-match']
        const held = asked === undefined ? undefined : poller.heldAt(request.url, revision, asked)
        if (held !== undefined)
          return answerEmpty(reply, pollHeaders(caller, kind, held, eagerUntil, parts))
        const tag = tagOf(parts.epoch, caller.id, request.url, revision)
        request.poll = { tag, eagerUntil }
        const overAt = overAtOfHeld(asked, tag)
        if (overAt === null)
          return done()
        const answer = { etag: etagOf(tag, overAt), overAt }
        poller.hold({ url: request.url, revision, ...answer })
        answerEmpty(reply, pollHeaders(caller, kind, answer, eagerUntil, parts))
      }
      const marks = kind === 'notifications' ? poller.marks : besidesOf(kind)
      const feed = marks === null ? parts.readFeed(poller.reader) : parts.readFeed(poller.reader, marks)
      if (feed instanceof Promise)
        feed.then(decide).catch(done)
      else
        decide(feed)
    }
    route.onRequest = [route.onRequest ?? [], answerUnchanged].flat()
    route.preSerialization = (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: null, payload: unknown) => void) => {
      if (reply.statusCode === 200) {
        const { tag, eagerUntil } = request.poll!
        const overAt = overAtOf(kind, payload, parts)
        void reply.headers(pollHeaders(callerOf(request), kind, { etag: etagOf(tag, overAt), overAt }, eagerUntil, parts))
      }
      done(null, payload)
    }
  })
}

/** What else than the reader's own feed an answer depends on. */
function besidesOf(kind: PollKind): string | null {
  return kind === 'staff' || kind === 'figures' ? receiptsReader : null
}

/** Whether who asks has shown an earlier answer, which this one takes the place of. */
export function showsEarlier(request: FastifyRequest): boolean {
  return request.headers['if-none-match'] !== undefined
}

function tagOf(epoch: string, callerId: string, url: string, revision: string): string {
  return hash('sha256', `${epoch} ${callerId} ${revision} ${url}`, 'base64url').slice(0, 27)
}

function etagOf(tag: string, overAt: number): string {
  return `W/"${tag}.${overAt.toString(36)}"`
}

/** When the order behind a tag the client holds is over: 0 for never so far; null when no tag of the client's holds. */
function overAtOfHeld(asked: string | undefined, tag: string): number | null {
  for (const candidate of (asked ?? '').split(',')) {
    const [, held, over] = /^\s*(?:W\/)?"([\w-]{27})\.([\da-z]+)"\s*$/.exec(candidate) ?? []
    if (held === tag)
      return Number.parseInt(over!, 36)
  }
  return null
}

/** A tracker's answer says when nothing can change any more: the order is over and can no longer be taken back. */
function overAtOf(kind: PollKind, payload: unknown, { undoSeconds }: PollParts): number {
  const order = payload as { statusInfo?: { final: boolean }, updatedAt?: string }
  return kind === 'tracker' && order.statusInfo?.final === true ? Date.parse(order.updatedAt!) + undoSeconds * 1000 : 0
}

/** Past all that is done to answers with a body, none of which an empty one needs. */
function answerEmpty(reply: FastifyReply, headers: Record<string, string>): void {
  reply.hijack()
  reply.raw.writeHead(304, headers).end()
}

function pollHeaders(caller: Actor, kind: PollKind, { etag, overAt }: { etag: string, overAt: number }, feedEagerUntil: number, parts: PollParts): Record<string, string> {
  const eagerUntil = Math.max(feedEagerUntil, parts.eagerUntil(caller.id))
  return {
    etag,
    'cache-control': 'private, no-cache',
    'vary': parts.vary,
    'poll-interval': String(beatSeconds({ kind, overAt, eagerUntil, now: parts.clock(), load: parts.load() }, parts.pollSeconds)),
  }
}
