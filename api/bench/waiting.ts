import type { Buffer } from 'node:buffer'
import type { Report } from './figures.ts'
import type { Sender } from './load.ts'
import type { ServerKind } from './servers.ts'
import process from 'node:process'
import { createBenchDatabase } from './bench-database.ts'
import { costOfChange } from './change-cost.ts'
import { Connection } from './connection.ts'
import { currentPolls, fullPolls, signIn } from './customers.ts'
import { atMost, median, spread } from './figures.ts'
import { eachOnTheirs, keepRate, staysAwake, throughPool } from './load.ts'
import { ServerProcess, startFlags } from './server-process.ts'
import { connectSockets } from './sockets.ts'

const customers = 10_000
/** Customers who are there before: what a server grows by once, it grows by for them. */
const first = 2000
const rounds = 5
const milliseconds = 8_000
/**
 * Before CPU is counted: longer than the ten seconds after which a server writes down what customers have seen, and so long
 * that nothing of the garbage collection is left that counting memory forces, after which every server is slower for a while.
 */
const settling = 12_000
/** Ten times the usual rate, a poll every 3 s, because at low rates waking up is most of what CPU time shows. */
const beat = 3

/** What it costs to have a customer wait: kB of memory, ms of CPU in an hour, bytes on the wire in a minute. */
interface Waiting { memory: number, cpu: number, bytes: number }

/** In the order in which they take turns, so that those whose CPU is compared follow each other. */
const ways = {
  smallSockets: { title: 'Socket.IO 4 with the start flags of Orderbeat', measure: (url: string) => waitOnSockets(url, startFlags) },
  sockets: { title: 'Socket.IO 4, a heartbeat every 2.5 s', measure: (url: string) => waitOnSockets(url, []) },
  pooled: { title: 'Orderbeat, 304 every 3 s, at most 64 pooled connections', measure: (url: string) => waitByPolls(url, 'ours', 64) },
  naive: { title: 'naive, 200 every 3 s, at most 64 pooled connections', measure: (url: string) => waitByPolls(url, 'naive', 64) },
  own: { title: 'Orderbeat, 304 every 3 s, a kept-alive connection each', measure: (url: string) => waitByPolls(url, 'ours', customers) },
} as const
type Way = keyof typeof ways

/** Customers who wait, by polling and by Socket.IO, on equal rates. */
export async function measureWaiting(folder: string): Promise<Report> {
  checkOpenFiles()
  const url = await createBenchDatabase(folder, { orders: (customers + first) * 20, customers: customers + first })
  const measured = Object.fromEntries(Object.keys(ways).map(way => [way, []])) as unknown as Record<Way, Waiting[]>
  for (let round = 0; round < rounds; round++) {
    for (const way of Object.keys(ways) as Way[])
      measured[way].push(await ways[way].measure(url))
  }
  return reportOf(measured, await costOfChange(url))
}

function checkOpenFiles(): void {
  const limits = (process.report.getReport() as { userLimits?: { open_files: { soft: number | 'unlimited' } } }).userLimits
  const files = limits?.open_files.soft ?? 'unlimited'
  if (files !== 'unlimited' && Number(files) < customers + first + 100)
    throw new Error(`${customers + first} connections need as many open files, and here ${files} are allowed: see \`ulimit -n\`.`)
}

/** Signed in anew each time: tokens end after a quarter of an hour. */
async function signInAll() {
  const { ids, tokens } = await signIn(first + customers)
  return [
    { ids: ids.slice(0, first), tokens: tokens.slice(0, first) },
    { ids: ids.slice(first), tokens: tokens.slice(first) },
  ] as const
}

async function waitOnSockets(url: string, flags: readonly string[]): Promise<Waiting> {
  const server = await ServerProcess.start('socket', url, flags)
  const [there, coming] = await signInAll()
  const pause = (time: number) => new Promise(resolve => setTimeout(resolve, time))
  const others = await connectSockets(server.port, there.tokens)
  await pause(5000)
  const before = await server.memory()
  const sockets = await connectSockets(server.port, coming.tokens)
  await pause(5000)
  const memory = await server.memory() - before
  await others.close()
  await pause(settling)
  const idle = await costOf(server, sockets.traffic, () => pause(milliseconds))
  await sockets.close()
  await server.stop()
  return { memory: memory / customers / 1024, ...idle }
}

async function waitByPolls(url: string, kind: ServerKind, connections: number): Promise<Waiting> {
  const server = await ServerProcess.start(kind, url)
  const [there, coming] = await signInAll()
  const expected = kind === 'ours' ? 304 : 200
  const polls = async (people: typeof there) => kind === 'ours' ? currentPolls(server.port, people) : fullPolls(people)
  const opened: Connection[] = []
  const open = (): Connection => {
    const connection = new Connection(server.port)
    opened.push(connection)
    return connection
  }
  const pool = throughPool(open, connections)
  const senderOf = (people: number): Sender => connections < customers ? pool : eachOnTheirs(open, people)
  await mustKeepRate(await polls(there), senderOf(first), settling, expected)
  const before = await server.memory()
  const requests = await polls(coming)
  const send = senderOf(customers)
  await mustKeepRate(requests, send, settling, expected)
  const traffic = () => opened.reduce((sum, connection) => sum + connection.traffic, 0)
  const idle = await costOf(server, traffic, () => mustKeepRate(requests, send, milliseconds, expected))
  const memory = await server.memory() - before
  opened.forEach(connection => connection.close())
  await server.stop()
  return { memory: memory / customers / 1024, ...idle }
}

async function mustKeepRate(requests: Buffer[], send: Sender, time: number, expected: number): Promise<void> {
  const { wrong } = await keepRate(requests, send, customers / beat, time, expected)
  if (wrong > 0)
    throw new Error(`${wrong} answers were something else, so the run does not count.`)
}

/** What a customer costs while `wait` goes on: milliseconds of CPU in an hour, bytes in a minute. */
async function costOf(server: ServerProcess, traffic: () => number, wait: () => Promise<unknown>): Promise<Omit<Waiting, 'memory'>> {
  const [cpuBefore, bytesBefore] = [await server.cpu(), traffic()]
  const from = performance.now()
  await staysAwake(wait)
  const minutes = (performance.now() - from) / 60_000
  return {
    cpu: (await server.cpu() - cpuBefore) / 1000 / customers / (minutes / 60),
    bytes: (traffic() - bytesBefore) / customers / minutes,
  }
}

function reportOf(measured: Record<Way, Waiting[]>, change: { emit: number, poll: number, unchanged: number }): Report {
  const of = (way: Way, figure: keyof Waiting) => median(measured[way].map(waiting => waiting[figure]))
  const cpuTimes = (one: Way, other: Way) => median(measured[one].map(({ cpu }, round) => cpu / measured[other][round]!.cpu))
  return {
    title: `${customers.toLocaleString('en')} customers who wait, at ten times the usual rate`,
    columns: ['', 'memory, kB a customer', 'server CPU, ms a customer and hour', 'bytes a customer and minute'],
    rows: (Object.keys(ways) as Way[]).map(way => [
      ways[way].title,
      spread(measured[way].map(({ memory }) => memory), 1),
      spread(measured[way].map(({ cpu }) => cpu), 0),
      Math.round(of(way, 'bytes')).toLocaleString('en'),
    ]),
    targets: [
      atMost('pooled: a twentieth of Socket.IO\'s memory or less', of('pooled', 'memory') / of('sockets', 'memory'), 1 / 20),
      atMost('a connection each: 0.6 of Socket.IO\'s memory or less, each started as its own instructions say', of('own', 'memory') / of('sockets', 'memory'), 0.6),
      atMost('pooled: a third of the naive poller\'s CPU or less', cpuTimes('pooled', 'naive'), 1 / 3),
      atMost('pooled: 1.5 times the CPU of Socket.IO\'s heartbeats or less', cpuTimes('pooled', 'sockets'), 1.5),
    ],
    notes: [
      `Memory is what the server's process grows by, garbage collected, when ${customers.toLocaleString('en')} more come to the ${first.toLocaleString('en')} who are there. \`npm start\` keeps Node's young generation small and collects it without helpers (\`${startFlags.join(' ')}\`), which would do the same for Socket.IO: with that, a connection each takes ${(of('own', 'memory') / of('smallSockets', 'memory')).toFixed(2)} of its memory, and pooled polls take ${(of('pooled', 'memory') / of('smallSockets', 'memory')).toFixed(2)} of its memory and ${cpuTimes('pooled', 'smallSockets').toFixed(2)} times its CPU. Most of both is Node's own connection.`,
      'While CPU is counted, the load keeps its core awake for all of them alike: on one machine a server that writes to a sleeping client wakes it up at its own cost, which none does over a network.',
      `One change that reaches one customer costs ${change.emit.toFixed(0)} µs of CPU as a Socket.IO message; as a poll answered in full ${change.poll.toFixed(0)} µs, of which an unchanged one would have cost ${change.unchanged.toFixed(0)} anyway.`,
      'Push does better where a change must arrive at once (milliseconds, not up to 30 s), for what a change costs, and on a quiet line (a heartbeat is some bytes, a poll some hundred). Polling holds no connection, so it keeps next to no memory, has nothing to reconnect after a restart, and works where connections are cut.',
    ],
  }
}
