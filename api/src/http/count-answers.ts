import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Meters } from './meters.ts'
import { elapsedOf } from './elapsed.ts'

/** Counts every answer by route and status, and how long polls took. */
export function countAnswers(app: FastifyInstance, meters: Meters): void {
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const meter = meters.addRoute(method, route.url, route.config?.poll !== undefined && method === 'GET')
      route.onResponse = [route.onResponse ?? [], (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
        meters.count(meter, reply.statusCode, elapsedOf(request, reply))
        done()
      }].flat() as never
    }
  })
  const unknown = meters.addRoute('', 'unknown', false)
  app.addHook('onResponse', (request, reply, done) => {
    if (request.is404)
      meters.count(unknown, reply.statusCode, elapsedOf(request, reply))
    done()
  })
}

/** Counts those of the errors that are the database's, by its code. */
export function countDatabaseErrors(isUnavailable: (error: unknown) => boolean, meters: Meters): (error: unknown) => boolean {
  return (error) => {
    const is = isUnavailable(error)
    if (is)
      meters.databaseErrors.add(String((error as { code?: unknown }).code ?? 'lost'))
    return is
  }
}
