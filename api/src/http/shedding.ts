import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Pressure } from './event-loop-load.ts'
import { beatSeconds } from './poll-beat.ts'
import { problemOf } from './problems.ts'

/** Of so many that come, as many are turned away as the pressure's level says. */
const group = 8

/** So long (milliseconds) polls may take of one turn of the event loop once they are asked to wait longer. */
const longestTurn = 250

/**
 * Turns polls away while the server cannot keep up, so that writes come through: first those who hold an answer already, then
 * reads of those who hold none. It is decided before anything is looked at, and the answer says when to ask again.
 */
export function shedPolls(app: FastifyInstance, { pressure, pollSeconds, onShed }: { pressure: Pressure, pollSeconds: { history: number, tracker: number }, onShed: () => void }): void {
  let come = 0
  const isTurnSpent = watchTurns()
  app.addHook('onRoute', (route) => {
    const kind = route.config?.poll
    if (kind === undefined)
      return
    const turnAway: onRequestHookHandler = (request, reply, done) => {
      const level = pressure.level()
      const isPoll = request.headers['if-none-match'] !== undefined
      const share = isPoll ? level : level - group
      if (come++ % group >= share && !(isPoll && pressure.load() > 1 && isTurnSpent()))
        return done()
      onShed()
      answerBusy(request, reply, beatSeconds({ kind, overAt: 0, eagerUntil: 0, now: 0, load: pressure.load() }, pollSeconds))
    }
    route.onRequest = [turnAway, route.onRequest ?? []].flat()
  })
}

/** Whether polls have had their share of this turn of the event loop, so that a write that is in it does not wait for all of them. */
function watchTurns(): () => boolean {
  let began: number | null = null
  return () => {
    if (began !== null)
      return performance.now() - began > longestTurn
    began = performance.now()
    setImmediate(() => began = null)
    return false
  }
}

/** As small as it can be: a server that turns polls away has no time. */
function answerBusy(request: FastifyRequest, reply: FastifyReply, seconds: number): void {
  reply.hijack()
  reply.code(503).raw.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': String(seconds), 'cache-control': 'no-store' })
  reply.raw.end(JSON.stringify(problemOf('unavailable', 'The server is busy, and changes go first. What you see stays as it is until the next ask.', request.id)))
}
