import type { Buffer } from 'node:buffer'
import type { Customers } from './customers.ts'
import type { Report } from './figures.ts'
import type { ServerKind } from './servers.ts'
import { listOrders } from '@orderbeat/shared'
import { createBenchDatabase } from './bench-database.ts'
import { Connection, pollRequest } from './connection.ts'
import { currentPolls, fullPolls, signIn } from './customers.ts'
import { atMost, median, spread } from './figures.ts'
import { keepRate } from './load.ts'
import { ServerProcess } from './server-process.ts'
import { connectSockets } from './sockets.ts'

const customers = 10_000
const rounds = 3
const milliseconds = 12_000
/** Ten times the usual rate, a poll every 3 s, because at low rates waking up is most of what CPU time shows. */
const polls = customers / 3

const heartbeatsAMinute = 60 / 2.5
/** A ping and a pong: frames of 3 and 7 bytes, the browser's with a mask. */
const heartbeatBytes = 10

/** What it costs to have customers wait: memory for each, and CPU for all of them in a minute at ten times the usual rate. */
interface Waiting { memory: number, cpu: number, bytes: number }

const ways = {
  sockets: 'Socket.IO 4, a heartbeat every 2.5 s',
  pooled: 'Orderbeat, 304 every 3 s, 64 pooled connections',
  own: 'Orderbeat, 304 every 3 s, a kept-alive connection each',
  naive: 'naive, 200 every 3 s, 64 pooled connections',
} as const
type Way = keyof typeof ways

/** Customers who wait, by polling and by Socket.IO, on equal rates. */
export async function measureWaiting(folder: string): Promise<Report> {
  const url = await createBenchDatabase(folder, { orders: customers * 2, customers })
  const measured = Object.fromEntries(Object.keys(ways).map(way => [way, []])) as unknown as Record<Way, Waiting[]>
  for (let round = 0; round < rounds; round++) {
    // Tokens end after a quarter of an hour.
    const people = await signIn(customers)
    measured.sockets.push(await waitOnSockets(url, people))
    measured.pooled.push(await waitByPolls('ours', 64, url, people))
    measured.own.push(await waitByPolls('ours', customers, url, people))
    measured.naive.push(await waitByPolls('naive', 64, url, people))
  }
  return reportOf(measured, await costOfChanges(url, await signIn(2000)))
}

async function waitOnSockets(url: string, people: Customers): Promise<Waiting> {
  const server = await ServerProcess.start('socket', url)
  const warm = await connectSockets(server.port, people.tokens.slice(0, 200))
  await warm.close()
  const before = await server.memory()
  const sockets = await connectSockets(server.port, people.tokens)
  const memory = (await server.memory() - before) / customers
  const waiting = await observe(server, memory, () => new Promise(resolve => setTimeout(resolve, milliseconds)))
  await sockets.close()
  await server.stop()
  return waiting
}

async function waitByPolls(kind: ServerKind, connections: number, url: string, people: Customers): Promise<Waiting> {
  const server = await ServerProcess.start(kind, url)
  const some = { ids: people.ids.slice(0, 50), tokens: people.tokens.slice(0, 50) }
  await warmUp(server, kind === 'ours' ? await currentPolls(server.port, some) : fullPolls(some), kind === 'ours' ? 304 : 200)
  const before = await server.memory()
  const requests = kind === 'ours' ? await currentPolls(server.port, people) : fullPolls(people)
  const pool = Array.from({ length: connections }, () => new Connection(server.port))
  await keepRate(requests, pool, polls, 3000, kind === 'ours' ? 304 : 200)
  const memory = (await server.memory() - before) / customers
  const waiting = await observe(server, memory, async () => {
    const { wrong } = await keepRate(requests, pool, polls, milliseconds, kind === 'ours' ? 304 : 200)
    if (wrong > 0)
      throw new Error(`${wrong} answers were something else, so the run does not count.`)
  })
  pool.forEach(connection => connection.close())
  await server.stop()
  return { ...waiting, bytes: (pool[0]!.bytes + requests[0]!.length) * 20 }
}

/** What a server's first load leaves behind is no customer's. */
async function warmUp(server: ServerProcess, requests: Buffer[], expected: number): Promise<void> {
  const pool = Array.from({ length: 64 }, () => new Connection(server.port))
  await keepRate(requests, pool, polls, 8000, expected)
  pool.forEach(connection => connection.close())
}

async function observe(server: ServerProcess, memory: number, wait: () => Promise<unknown>): Promise<Waiting> {
  const before = await server.cpu()
  const from = performance.now()
  await wait()
  const minutes = (performance.now() - from) / 60_000
  return { memory: memory / 1024, cpu: (await server.cpu() - before) / 1e6 / minutes, bytes: heartbeatsAMinute * heartbeatBytes }
}

/** Microseconds of CPU for one change that reaches one customer: an emit, and a full answer. */
async function costOfChanges(url: string, people: Customers): Promise<{ emit: number, poll: number }> {
  const socketServer = await ServerProcess.start('socket', url)
  const sockets = await connectSockets(socketServer.port, people.tokens.slice(0, 2000))
  await socketServer.emit(people.ids.slice(0, 2000))
  const beforeEmit = await socketServer.cpu()
  await socketServer.emit(people.ids.slice(0, 2000))
  await new Promise(resolve => setTimeout(resolve, 1000))
  const emit = (await socketServer.cpu() - beforeEmit) / 2000
  await sockets.close()
  await socketServer.stop()
  const ours = await ServerProcess.start('ours', url)
  const connection = new Connection(ours.port)
  const requests = people.tokens.slice(0, 2000).map(token => pollRequest(listOrders.url, token))
  for (const request of requests)
    await connection.ask(request)
  const beforePoll = await ours.cpu()
  for (const request of requests)
    await connection.ask(request)
  const poll = (await ours.cpu() - beforePoll) / requests.length
  connection.close()
  await ours.stop()
  return { emit, poll }
}

function reportOf(measured: Record<Way, Waiting[]>, change: { emit: number, poll: number }): Report {
  const of = (way: Way, figure: keyof Waiting) => median(measured[way].map(waiting => waiting[figure]))
  const cpuTimes = (one: Way, other: Way) => median(measured[one].map(({ cpu }, round) => cpu / measured[other][round]!.cpu))
  return {
    title: `${customers.toLocaleString('en')} customers who wait, at ten times the usual rate`,
    columns: ['', 'memory, kB a customer', 'server CPU, s a minute', 'bytes a customer and minute'],
    rows: (Object.keys(ways) as Way[]).map(way => [
      ways[way],
      spread(measured[way].map(({ memory }) => memory), 1),
      spread(measured[way].map(({ cpu }) => cpu), 1),
      Math.round(of(way, 'bytes')).toLocaleString('en'),
    ]),
    targets: [
      atMost('pooled: a twentieth of Socket.IO\'s memory or less', of('pooled', 'memory') / of('sockets', 'memory'), 1 / 20),
      atMost('a connection each: 0.6 of Socket.IO\'s memory or less', of('own', 'memory') / of('sockets', 'memory'), 0.6),
      atMost('pooled: a third of the naive poller\'s CPU or less', cpuTimes('pooled', 'naive'), 1 / 3),
      atMost('pooled: 1.5 times the CPU of Socket.IO\'s heartbeats or less', cpuTimes('pooled', 'sockets'), 1.5),
    ],
    notes: [
      `One change for one customer costs ${change.emit.toFixed(0)} µs of CPU as a Socket.IO message and ${change.poll.toFixed(0)} µs as a poll answered in full.`,
      'Push does better where a change must arrive at once (milliseconds, not up to 30 s) and on a quiet line (a heartbeat is some bytes, a poll some hundred). Polling holds no connection, so it keeps next to no memory, has nothing to reconnect after a restart, and works where connections are cut.',
    ],
  }
}
