import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IdempotentRequest, Once } from '../orders/idempotency.ts'
import { createHash } from 'node:crypto'
import { callerOf } from './authentication.ts'

/** The request as one that may come twice, when it carries an `Idempotency-Key`. */
export function idempotent(request: FastifyRequest): IdempotentRequest | null {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string')
    return null
  const fingerprint = createHash('sha256').update(JSON.stringify([request.method, request.url, request.body])).digest('base64url')
  return { principal: callerOf(request).id, key, fingerprint }
}

/** The versions of an order that a write is meant for. */
export function versionsOf(request: FastifyRequest): string | undefined {
  return request.headers['if-match']
}

/** Says when an answer is one that was given before. */
export function answerOnce<T>(reply: FastifyReply, { answer, replayed }: Once<T>): T {
  if (replayed)
    void reply.header('idempotency-replayed', 'true')
  return answer
}
