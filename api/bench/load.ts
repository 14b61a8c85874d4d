import type { Buffer } from 'node:buffer'
import { Connection } from './connection.ts'

/** What is put under load: one server or, each listening on a port of its own, several nodes of one. */
export interface LoadedServer {
  ports: readonly number[]
  /** Microseconds of CPU since the start, of all of them. */
  cpu: () => Promise<number>
}

/**
 * As many requests as the server answers in `milliseconds` on some connections, each sending its next when it has an answer:
 * how many, how many in a second, and how many answers had another status than was expected.
 */
export async function saturate({ ports }: LoadedServer, requests: Buffer[], expected: number, milliseconds: number, connections = 32): Promise<{ count: number, rate: number, wrong: number }> {
  const from = performance.now()
  let [next, count, wrong] = [0, 0, 0]
  await Promise.all(Array.from({ length: connections }, async (_, index) => {
    const connection = new Connection(ports[index % ports.length]!)
    while (performance.now() - from < milliseconds) {
      if (await connection.ask(requests[next++ % requests.length]!) !== expected)
        wrong++
      count++
    }
    connection.close()
  }))
  return { count, rate: count * 1000 / (performance.now() - from), wrong }
}

/** Sends a request on one of several connections, the `index`-th since the beginning, and gives the status of its answer. */
export type Sender = (request: Buffer, index: number) => Promise<number>

/** Each of so many customers on a connection of their own, opened when they first ask: who comes again waits for their last answer. */
export function eachOnTheirs(open: () => Connection, customers: number): Sender {
  const theirs: { connection: Connection, last: Promise<number> }[] = []
  return (request, index) => {
    const own = theirs[index % customers] ??= { connection: open(), last: Promise.resolve(0) }
    return own.last = own.last.then(() => own.connection.ask(request))
  }
}

/**
 * On the free one that was used last, as a worker of nginx takes one of those that it keeps open to a server. Without one it
 * opens another, or waits where it has `most`, which is a bound of ours.
 * @see https://github.com/nginx/nginx/blob/master/src/http/modules/ngx_http_upstream_keepalive_module.c
 */
export function throughPool(open: () => Connection, most: number): Sender {
  const free: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  let opened = 0
  const take = (): Connection | Promise<Connection> => {
    if (free.length > 0 || opened === most)
      return free.pop() ?? new Promise(resolve => waiting.push(resolve))
    opened++
    return open()
  }
  return async (request) => {
    const connection = await take()
    const status = await connection.ask(request)
    const next = waiting.shift()
    if (next === undefined)
      free.push(connection)
    else
      next(connection)
    return status
  }
}

/**
 * Sends requests on a fixed schedule, whether or not earlier ones are answered.
 * Gives the milliseconds from when each was due to its answer: what waits in a queue is not left out.
 */
export async function keepRate(requests: Buffer[], send: Sender, rate: number, milliseconds: number, expected: number): Promise<{ latencies: number[], wrong: number }> {
  const total = Math.floor(rate * milliseconds / 1000)
  const latencies: number[] = []
  const underWay: Promise<void>[] = []
  let wrong = 0
  const ask = async (index: number, dueAt: number): Promise<void> => {
    if (await send(requests[index % requests.length]!, index) !== expected)
      wrong++
    latencies.push(performance.now() - dueAt)
  }
  const from = performance.now()
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor((performance.now() - from) * rate / 1000))
    for (; sent < due; sent++)
      underWay.push(ask(sent, from + sent * 1000 / rate))
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  await Promise.all(underWay)
  return { latencies, wrong }
}

/**
 * Keeps this process from sleeping while `work` goes on. On one machine, who writes to a process that sleeps wakes its core,
 * which costs the writer as much as a good part of an answer; over a network no server wakes its clients.
 */
export async function staysAwake<T>(work: () => Promise<T>): Promise<T> {
  let ended = false
  const turn = (): void => {
    if (!ended)
      setImmediate(turn)
  }
  turn()
  try {
    return await work()
  }
  finally {
    ended = true
  }
}
