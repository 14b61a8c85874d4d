import type { FastifyInstance } from 'fastify'

/**
 * Reads JSON and nothing else. A request that says it is JSON but has no body has none: many clients name the type of every
 * POST, and the schema says whether a body is wanted.
 */
export function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '')
      done(null, undefined)
    else
      parse(request, String(body), done)
  })
}
