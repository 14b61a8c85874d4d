import type { OrderTracking, PollKind } from '@orderbeat/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Polled } from '../orders/order-views.ts'
import type { Screen } from '../orders/sight.ts'
import type { Meters } from './meters.ts'
import type { FeedState, PollAnswers } from './poll-answers.ts'
import { hash } from 'node:crypto'
import { callerOf } from './authentication.ts'
import { showEmpty } from './cross-origin.ts'

declare module 'fastify' {
  interface FastifyContextConfig { poll?: PollKind }
  interface FastifyRequest {
    /** What this answer depends on, and until when who asks was in haste; read before any of its rows. */
    poll: { tag: string, eagerUntil: number } | null
  }
}

export interface ConditionalParts {
  answers: PollAnswers
  meters: Pick<Meters, 'meterOf'>
  /** Names the database, the form of the answers, and the settings they are made with: a tag of others never matches. */
  epoch: string
  undoSeconds: number
}

/** Said by whoever holds something, whatever it is (RFC 9110 §13.1.2). */
const whatever = '*'

/**
 * Makes every pollable answer conditional (RFC 9110 §13.1.2). The tag names whom and which URL the answer is for and at which
 * revision of their feed, so nobody's tag ever holds for somebody else, and an unchanged answer costs one row and no order.
 * The revision is read before the rows: a change in between costs one more answer, never a lost one.
 */
export function answerConditionally(app: FastifyInstance, { answers, meters, epoch, undoSeconds }: ConditionalParts): void {
  app.decorateRequest('poll', null)
  app.addHook('onRoute', (route) => {
    const kind = route.config?.poll
    if (kind === undefined)
      return
    // Also where this is the route of the head alone: what is held is for those who get the whole.
    const pollRoute = { kind, meter: meters.meterOf('GET', route.url) }
    // With a callback, not async: on the way to an empty answer every promise counts.
    const answerUnchanged: onRequestHookHandler = (request, reply, done) => {
      const caller = callerOf(request)
      const asked = request.headers['if-none-match']
      const decide = (feed: FeedState): void => {
        const revision = answers.revisionOf(kind, feed)
        const known = asked === undefined ? undefined : answers.pollerOf(caller).heldOf(request.url, asked)
        if (known?.revision === revision)
          return answerEmpty(reply, answers.headersOf(caller, kind, known, feed))
        const tag = tagOf(epoch, caller.id, request.url, revision)
        request.poll = { tag, eagerUntil: feed.eagerUntil }
        const overAt = overAtOfHeld(asked, tag)
        if (overAt === null)
          return done()
        const held = { route: pollRoute, url: request.url, revision, etag: etagOf(tag, overAt), overAt }
        answers.pollerOf(caller).hold(held)
        answerEmpty(reply, answers.headersOf(caller, kind, held, feed))
      }
      const feed = answers.feedFor(request.raw, caller, kind)
      if (feed instanceof Promise)
        feed.then(decide).catch(done)
      else
        decide(feed)
    }
    route.onRequest = [route.onRequest ?? [], answerUnchanged].flat()
    route.preSerialization = (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: (error: null, payload: unknown) => void) => {
      if (reply.statusCode === 200) {
        const { tag, eagerUntil } = request.poll!
        const overAt = overAtOf(kind, payload, undoSeconds)
        const headers = answers.headersOf(callerOf(request), kind, { etag: etagOf(tag, overAt), overAt }, { eagerUntil })
        // Whatever there is, is held: that it is there is known only here.
        if (request.headers['if-none-match'] === whatever)
          return answerEmpty(reply, headers)
        void reply.headers(headers)
      }
      done(null, payload)
    }
  })
}

/** What the answer is shown on, by what is said to be held already. */
export function screenOf({ method, headers: { 'if-none-match': held } }: FastifyRequest): Screen {
  if (method === 'HEAD' || held === whatever)
    return 'none'
  return held === undefined ? 'new' : 'open'
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

/** When nothing of an order can change any more: it is over, and what made it so can no longer be taken back. */
function overAtOf(kind: PollKind, payload: unknown, undoSeconds: number): number {
  if (kind !== 'tracker')
    return 0
  const { statusInfo, undoableFrom, updatedAt } = payload as Polled<OrderTracking>
  if (!statusInfo.final)
    return 0
  return undoableFrom === null ? Date.parse(updatedAt) : Date.parse(undoableFrom) + undoSeconds * 1000
}

/** Past all that is done to answers with a body, none of which an empty one needs. */
function answerEmpty(reply: FastifyReply, headers: Record<string, string>): void {
  reply.hijack()
  showEmpty(reply.raw)
  reply.raw.writeHead(304, headers).end()
}
