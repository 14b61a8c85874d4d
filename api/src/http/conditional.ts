import type { PollKind } from '@orderbeat/shared'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { createHash } from 'node:crypto'
import { marksReader, readerOf } from '../orders/readers.ts'
import { callerOf } from './authentication.ts'

declare module 'fastify' {
  interface FastifyContextConfig { poll?: PollKind }
  interface FastifyRequest {
    /** What this answer depends on, read before any of its rows. */
    pollTag: string | null
  }
}

export interface PollParts {
  /** Where the feeds of some readers are at; equal texts mean that nothing they see has changed. */
  readRevisions: (readers: readonly string[]) => Promise<string[]>
  /** Names the database and the form of the answers: a tag of another never matches. */
  epoch: string
  pollSeconds: { history: number, tracker: number }
  undoSeconds: number
  clock: () => number
}

/**
 * Makes every pollable answer conditional (RFC 9110 §13.1.2). The tag names whom and which URL the answer is for and at which
 * revisions of their feeds, so nobody's tag ever holds for somebody else, and an unchanged answer costs no order row.
 * The revision is read before the rows: a change in between costs one more answer, never a lost one.
 */
export function answerConditionally(app: FastifyInstance, parts: PollParts): void {
  app.decorateRequest('pollTag', null)
  app.addHook('onRoute', (route) => {
    const kind = route.config?.poll
    if (kind === undefined)
      return
    const answerUnchanged: onRequestAsyncHookHandler = async (request, reply) => {
      request.pollTag = await tagOf(request, kind, parts)
      const over = overOfHeld(request, request.pollTag)
      if (over !== null)
        return reply.headers(pollHeaders(kind, request.pollTag, over, parts)).code(304).send()
    }
    route.onRequest = [route.onRequest ?? [], answerUnchanged].flat()
    route.preSerialization = async (request, reply, payload) => {
      if (reply.statusCode === 200 && request.pollTag !== null)
        void reply.headers(pollHeaders(kind, request.pollTag, overAt(kind, payload, parts), parts))
      return payload
    }
  })
}

async function tagOf(request: FastifyRequest, kind: PollKind, { epoch, readRevisions }: PollParts): Promise<string> {
  const caller = callerOf(request)
  const reader = readerOf(caller)
  const revisions = await readRevisions(kind === 'notifications' ? [reader, marksReader(caller.id)] : [reader])
  return createHash('sha256').update(JSON.stringify([epoch, caller.id, request.url, ...revisions])).digest('base64url').slice(0, 27)
}

/** When the order behind a tag the client holds is over: 0 for never so far; null when no tag of the client's holds. */
function overOfHeld(request: FastifyRequest, tag: string): number | null {
  for (const candidate of (request.headers['if-none-match'] ?? '').split(',')) {
    const [, held, over] = /^\s*(?:W\/)?"([\w-]{27})\.([\da-z]+)"\s*$/.exec(candidate) ?? []
    if (held === tag)
      return Number.parseInt(over!, 36)
  }
  return null
}

/** A tracker's answer says when nothing can change any more: the order is over and can no longer be taken back. */
function overAt(kind: PollKind, payload: unknown, { undoSeconds }: PollParts): number {
  const order = payload as { statusInfo?: { final: boolean }, updatedAt?: string }
  return kind === 'tracker' && order.statusInfo?.final === true ? Date.parse(order.updatedAt!) + undoSeconds * 1000 : 0
}

function pollHeaders(kind: PollKind, tag: string, over: number, { pollSeconds, clock }: PollParts): Record<string, string> {
  const seconds = kind === 'tracker' ? pollSeconds.tracker : pollSeconds.history
  return {
    'etag': `W/"${tag}.${over.toString(36)}"`,
    'cache-control': 'private, no-cache',
    'vary': 'Authorization',
    'poll-interval': over > 0 && over <= clock() ? '-1' : String(seconds),
  }
}
