import type { FastifyInstance } from 'fastify'
import type { IncomingMessage } from 'node:http'
import { DomainError } from '../domain-error.ts'

/** Refuses what does not say which host it is for, and hangs up (RFC 9112 §3.2): as a problem, which Node's own refusal is not. */
export function wantHost(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.headers.host !== undefined || isOld(request.raw))
      return done()
    void reply.header('connection', 'close')
    done(new DomainError('invalid-request', 'A request names the host that it is for.'))
  })
}

/** HTTP/1.0 knows no hosts. */
function isOld({ httpVersionMajor, httpVersionMinor }: IncomingMessage): boolean {
  return httpVersionMajor === 1 && httpVersionMinor === 0
}

/** Passes over expectations that nobody here can meet (RFC 9110 §10.1.1 allows it), which Node refuses without a word. */
export function ignoreExpectations(app: FastifyInstance): void {
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
}
