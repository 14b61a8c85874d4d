import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { elapsedOf } from './elapsed.ts'

/** What is told of a request, its time in milliseconds. */
export interface ToldRequest { id: string, method: string, url: string, status: number, elapsed: number, account: string | undefined }

export interface RequestLog {
  /** Whether an answer of this status is told at all. */
  tells: (status: number) => boolean
  tell: (request: ToldRequest) => void
}

/**
 * One line a request: what was asked by whom, what was answered, how long it took. Never a header, a body or a query.
 * A poll that found nothing new is no news: it is told at debug level.
 */
export function createRequestLog(log: FastifyBaseLogger): RequestLog {
  const tellsAll = ['debug', 'trace'].includes(log.level)
  return {
    tells: status => status !== 304 || tellsAll,
    tell: ({ id, method, url, status, elapsed, account }) => log[status === 304 ? 'debug' : 'info']({
      instance: id,
      method,
      path: url.split('?', 1)[0],
      status,
      milliseconds: Math.round(elapsed * 10) / 10,
      account,
    }, 'request'),
  }
}

/** Tells of every request that comes to the router. */
export function logRequests(app: FastifyInstance, { tells, tell }: RequestLog): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { id, method, url, caller } = request
    if (tells(reply.statusCode))
      tell({ id, method, url, status: reply.statusCode, elapsed: elapsedOf(request, reply), account: caller?.id })
    done()
  })
}
