import type { FastifyInstance } from 'fastify'
import { Readable } from 'node:stream'
import { InvalidRequestError } from '../domain-error.ts'

const emptyObject = /^\s*\{\s*\}\s*$/

/**
 * Reads JSON and nothing else. A request that says it is JSON but has no body has none: many clients name the type of every
 * POST, and the schema says whether a body is wanted; where none is, only an empty object may come.
 */
export function readJsonOnly(app: FastifyInstance): void {
  // What was never opened (`optimizeEmptyRequests`) would be waited for.
  app.addHook('preParsing', (request, _reply, payload, done) => done(null, request.raw.readableEnded && request.headers['content-type'] !== undefined ? Readable.from([]) : payload))
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '')
      done(null, undefined)
    else if (request.routeOptions.schema?.body === undefined && !emptyObject.test(String(body)))
      done(new InvalidRequestError([{ path: '', message: 'must be empty: nothing is wanted here' }]))
    else
      parse(request, String(body), done)
  })
}
