import { Buffer } from 'node:buffer'
import { Connection } from '../bench/connection.ts'
import { percentile } from './steady-asks.ts'

/**
 * What is to be asked of the server on `port`: how often a second, for how long, and how long an answer is waited for. So many
 * connections are open before, as those of pages that have been polling for a while.
 */
export interface Wanted { port: number, requests: readonly string[], connections: number, perSecond: number, milliseconds: number, patience: number }

/** How far a load is. */
export type Step = 'connected' | 'sent'

/** What became of requests that were sent on a schedule. Milliseconds, each from when the request was due; instants since 1970. */
export interface Offered {
  due: number
  /** How late each request was sent, at worst and in 99 of 100 cases: more than that is no fixed schedule any more. */
  sentLate: { p99: number, most: number }
  answered: Answers
  turnedAway: Answers
  /** No answer within the patience of who asks: they hang up. */
  gaveUp: number
  /** Connections that the server refused or cut. */
  cut: number
  /** Answers that are neither a poll's nor a polite "later", by status. */
  odd: Record<string, number>
  firstStretched: number | null
  longestInterval: number
}
interface Answers { count: number, first: number | null, p50: number, p99: number }

const pollInterval = /^poll-interval: (\d+)$/im
const retryAfter = /^retry-after: (\d+)$/im
const problem = /^content-type: application\/problem\+json/im
export const usualInterval = 30
/** More than a browser would open, and less than a process may: a request beyond it waits, and counts as late. */
const mostConnections = 8000

/**
 * Asks on a fixed schedule, whether or not earlier requests are answered: each goes out on a connection that is free, or on a new
 * one, as of one more customer. All who are there begin at once, as after an outage: more than Node comes to an end with before
 * it looks at its timers (https://github.com/libuv/libuv/issues/282). Nobody heeds `Poll-Interval` or `Retry-After`.
 * It connects at once, and begins when it is told to.
 */
export async function offer({ port, requests, connections, perSecond, milliseconds, patience }: Wanted, start: Promise<unknown>, tell: (step: Step) => void): Promise<Offered> {
  const total = connections + Math.floor(perSecond * milliseconds / 1000)
  const dueAfter = (index: number): number => Math.max(0, index - connections) * 1000 / perSecond
  const messages = requests.map(request => Buffer.from(request))
  const free = await connected(port, connections)
  const waiting = new Map<Connection, number>()
  const times = { late: [] as number[], answered: [] as number[], turnedAway: [] as number[] }
  const seen = { firstAnswered: null as number | null, firstTurnedAway: null as number | null, firstStretched: null as number | null, longestInterval: 0, gaveUp: 0, cut: 0 }
  const odd: Record<string, number> = {}
  tell('connected')
  await start
  const from = performance.now()

  const note = (status: number, head: string, due: number): void => {
    const now = Date.now()
    const interval = secondsIn(head, pollInterval)
    if ((status === 200 || status === 304) && interval !== null) {
      times.answered.push(performance.now() - due)
      seen.firstAnswered ??= now
      seen.longestInterval = Math.max(seen.longestInterval, interval)
      if (interval > usualInterval)
        seen.firstStretched ??= now
    }
    else if (status === 503 && (secondsIn(head, retryAfter) ?? 0) > usualInterval && problem.test(head)) {
      times.turnedAway.push(performance.now() - due)
      seen.firstTurnedAway ??= now
    }
    else {
      odd[status] = (odd[status] ?? 0) + 1
    }
  }

  const ask = async (connection: Connection, request: Buffer, due: number): Promise<void> => {
    waiting.set(connection, due)
    times.late.push(performance.now() - due)
    try {
      note(await connection.ask(request), connection.head, due)
      free.push(connection)
    }
    catch {
      seen.cut++
    }
    waiting.delete(connection)
  }

  const hangUp = (): void => {
    for (const [connection, due] of waiting) {
      if (performance.now() - due > patience) {
        waiting.delete(connection)
        connection.close()
        seen.gaveUp++
      }
    }
  }

  const hangingUp = setInterval(hangUp, 100)
  for (let next = 0; next < total;) {
    for (; next < total && from + dueAfter(next) <= performance.now() && waiting.size < mostConnections; next++)
      void ask(free.pop() ?? new Connection(port), messages[next % messages.length]!, from + dueAfter(next))
    await new Promise(resolve => setTimeout(resolve, 2))
  }
  tell('sent')
  while (waiting.size > 0)
    await new Promise(resolve => setTimeout(resolve, 20))
  clearInterval(hangingUp)
  free.forEach(connection => connection.close())
  return {
    due: total,
    sentLate: { p99: percentile(times.late, 99), most: percentile(times.late, 100) },
    answered: { count: times.answered.length, first: seen.firstAnswered, p50: percentile(times.answered, 50), p99: percentile(times.answered, 99) },
    turnedAway: { count: times.turnedAway.length, first: seen.firstTurnedAway, p50: percentile(times.turnedAway, 50), p99: percentile(times.turnedAway, 99) },
    gaveUp: seen.gaveUp,
    cut: seen.cut,
    odd,
    firstStretched: seen.firstStretched,
    longestInterval: seen.longestInterval,
  }
}

async function connected(port: number, count: number): Promise<Connection[]> {
  const hello = Buffer.from('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  const connections: Connection[] = []
  while (connections.length < count) {
    const some = Array.from({ length: Math.min(50, count - connections.length) }, () => new Connection(port))
    await Promise.all(some.map(connection => connection.ask(hello)))
    connections.push(...some)
  }
  return connections
}

function secondsIn(head: string, header: RegExp): number | null {
  const [, seconds] = header.exec(head) ?? []
  return seconds === undefined ? null : Number(seconds)
}
