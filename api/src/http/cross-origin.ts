import type { FastifyReply } from 'fastify'
import type { ServerResponse } from 'node:http'
import type { App } from './app-type.ts'
import { csrfHeader } from '@orderbeat/shared'

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const asked = `Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, ${csrfHeader}`
const exposed = 'ETag, Poll-Interval, Retry-After, Location, Idempotency-Replayed'
const exposedOfPolls = 'ETag, Poll-Interval'
const exposes = 'access-control-expose-headers'

/** As long as browsers keep a preflight at most, in seconds: a beat every half minute asks no permission of its own. */
const keepPreflight = '7200'

/**
 * Lets pages of these origins use the API (https://fetch.spec.whatwg.org/#http-cors-protocol). The headers are set on the bare
 * response, so that the empty answer to a poll has them too. Without any origin nothing is there that costs.
 */
export function allowOrigins(app: App, origins: readonly string[]): void {
  if (origins.length === 0)
    return
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers
    void reply.header('vary', 'Origin')
    if (origin !== undefined && origins.includes(origin))
      welcome(reply, origin)
    done()
  })
  app.options('/api/*', { config: { access: 'anyone' }, schema: { hide: true } }, async (_request, reply) => {
    if (reply.raw.hasHeader('access-control-allow-origin')) {
      void reply.headers({
        'access-control-allow-methods': methods,
        'access-control-allow-headers': asked,
        'access-control-max-age': keepPreflight,
      })
    }
    return reply.code(204).send()
  })
}

function welcome(reply: FastifyReply, origin: string): void {
  reply.raw.setHeader('access-control-allow-origin', origin)
  reply.raw.setHeader('access-control-allow-credentials', 'true')
  reply.raw.setHeader(exposes, exposed)
}

/** Before an empty answer, which is made of its headers: a page that may read it may read what polls bring. */
export function showEmpty(response: ServerResponse): void {
  if (response.hasHeader(exposes))
    response.setHeader(exposes, exposedOfPolls)
}
