import type { FastifyInstance } from 'fastify'
import { Buffer } from 'node:buffer'
import { timingSafeEqual } from 'node:crypto'
import { UnauthenticatedError } from '../../sessions/session-errors.ts'

/**
 * What the server has counted, for those who watch over it and hold the token. It is not enough to be on the same machine:
 * whoever comes through a proxy there would look like one of the house.
 */
export function metricsRoute(app: FastifyInstance, token: string, text: () => string): void {
  const wanted = Buffer.from(`Bearer ${token}`)
  app.route({
    method: 'GET',
    url: '/metrics',
    config: { access: 'operator' },
    schema: { hide: true },
    onRequest: (request, _reply, done) => {
      const given = Buffer.from(request.headers.authorization ?? '')
      done(given.length === wanted.length && timingSafeEqual(given, wanted) ? undefined : new UnauthenticatedError())
    },
    handler: (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').header('cache-control', 'no-store').send(text()),
  })
}
