import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './app-type.ts'
import { csrfHeader } from '@orderbeat/shared'

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const asked = `Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, ${csrfHeader}`
const exposed = 'ETag, Poll-Interval, Retry-After, Location, Idempotency-Replayed'
const exposedOfPolls = 'ETag, Poll-Interval, Retry-After'

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
      welcome(request, reply, origin)
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

function welcome({ headers }: FastifyRequest, { raw: response }: FastifyReply, origin: string): void {
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-credentials', 'true')
  if (headers['if-none-match'] === undefined)
    return void response.setHeader('access-control-expose-headers', exposed)
  // An empty answer is made of its headers, and for how long a connection may rest is nothing that browsers ask.
  response.setHeader('access-control-expose-headers', exposedOfPolls)
  if (response.shouldKeepAlive)
    response.setHeader('connection', 'keep-alive')
}
