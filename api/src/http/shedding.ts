import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { Pressure } from './pressure.ts'
import { beatSeconds } from './poll-beat.ts'
import { problemOf } from './problems.ts'

/** So long (milliseconds) polls may take of one turn of the event loop once they are asked to wait longer. */
const longestTurn = 250

export interface SheddingParts {
  pressure: Pressure
  pollSeconds: { history: number, tracker: number }
  /** Whether this was decided of a request before it came here. */
  isLetIn: (request: IncomingMessage) => boolean
  onShed: () => void
}

/**
 * Turns polls away while the server cannot keep up, so that writes come through: first those who hold an answer already, then
 * reads of those who hold none. It is decided before anything is looked at, and the answer says when to ask again.
 * Gives whether any poll is turned away at the moment.
 */
export function shedPolls(app: FastifyInstance, { pressure, pollSeconds, isLetIn, onShed }: SheddingParts): () => boolean {
  const [pollsBy, firstReadsBy] = [everySoMany(), everySoMany()]
  const isTurnOver = watchTurns()
  const isTurnSpent = () => pressure.load() > 1 && isTurnOver()
  app.addHook('onRoute', (route) => {
    const kind = route.config?.poll
    if (kind === undefined)
      return
    const turnAway: onRequestHookHandler = (request, reply, done) => {
      if (isLetIn(request.raw))
        return done()
      const level = pressure.level()
      const isPoll = request.headers['if-none-match'] !== undefined
      const isOneTooMany = isPoll ? pollsBy(level) || isTurnSpent() : firstReadsBy(level - 1)
      if (!isOneTooMany)
        return done()
      onShed()
      answerBusy(request, reply, beatSeconds({ kind, overAt: 0, eagerUntil: 0, now: 0, load: pressure.load() }, pollSeconds))
    }
    route.onRequest = [turnAway, route.onRequest ?? []].flat()
  })
  return () => pressure.level() > 0 || isTurnSpent()
}

/** Picks that share of all that come, evenly: 0.25 is every fourth. */
function everySoMany(): (share: number) => boolean {
  let due = 0
  return (share) => {
    due += Math.max(0, share)
    if (due < 1)
      return false
    due = share < 1 ? due - 1 : 0
    return true
  }
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
