import type { FastifyInstance } from 'fastify'

/** One line a request: what was asked by whom, what was answered, how long it took. Never a header, a body or a query. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.caller === null ? {} : { account: request.caller.id }),
    }, 'request')
  })
}
