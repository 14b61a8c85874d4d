import type { FastifyInstance } from 'fastify'
import type { Meters } from './meters.ts'

/** Counts every answer by route and status, and how long polls took. */
export function countAnswers(app: FastifyInstance, meters: Meters): void {
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const isPoll = route.config?.poll !== undefined && method === 'GET'
      const meter = meters.addRoute(method, route.url, isPoll)
      route.onResponse = [route.onResponse ?? [], (_request: unknown, reply: { statusCode: number, elapsedTime: number }, done: () => void) => {
        meter.statuses[reply.statusCode]!++
        if (isPoll)
          meters.pollLag.observe(reply.elapsedTime / 1000)
        done()
      }].flat() as never
    }
  })
  const unknown = meters.addRoute('', 'unknown', false)
  app.addHook('onResponse', (request, reply, done) => {
    if (request.is404)
      unknown.statuses[reply.statusCode]!++
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
