import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingMessage } from 'node:http'

/** Milliseconds that a request waited for a feed before the router had it, which only then begins to count. */
const waits = new WeakMap<IncomingMessage, number>()

export function noteWait(request: IncomingMessage, milliseconds: number): void {
  waits.set(request, milliseconds)
}

/** Milliseconds from the request's arrival to its answer. */
export function elapsedOf(request: FastifyRequest, reply: FastifyReply): number {
  return reply.elapsedTime + (waits.get(request.raw) ?? 0)
}
