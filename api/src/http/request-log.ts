import type { FastifyInstance } from 'fastify'

/**
 * One line a request: what was asked by whom, what was answered, how long it took. Never a header, a body or a query.
 * A poll that found nothing new is no news: it is told at debug level.
 */
export function logRequests(app: FastifyInstance): void {
  const tellsAll = ['debug', 'trace'].includes(app.log.level)
  app.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode === 304 && !tellsAll)
      return done()
    request.log[reply.statusCode === 304 ? 'debug' : 'info']({
      instance: request.id,
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      account: request.caller?.id,
    }, 'request')
    done()
  })
}
