import type { Buffer } from 'node:buffer'
import type { Report } from './figures.ts'
import type { Slice } from './load.ts'
import type { ServerKind } from './servers.ts'
import { createBenchDatabase } from './bench-database.ts'
import { currentPolls, fullPolls, signIn } from './customers.ts'
import { atLeast, atMost, median, spread } from './figures.ts'
import { saturate } from './load.ts'
import { ServerProcess } from './server-process.ts'

const customers = 5000
const orders = 100_000
const rounds = 12
const milliseconds = 1000

const lanes = {
  bare: { server: 'bare', expected: 304, title: '(a) bare Fastify route, 304' },
  naive: { server: 'naive', expected: 200, title: '(b) naive: verified, read and written each time, 200' },
  etag: { server: 'etag', expected: 304, title: '(c) @fastify/etag on (b), 304' },
  ours: { server: 'ours', expected: 304, title: '(d) Orderbeat, 304' },
  full: { server: 'ours', expected: 200, title: '(e) Orderbeat, 200 of 20 orders' },
  written: { server: 'written', expected: 200, title: 'hand-written SQL and fast-json-stringify, 200' },
} as const satisfies Record<string, { server: ServerKind, expected: number, title: string }>
type Lane = keyof typeof lanes

/** What a poll costs the server, beside the ways it could be answered, in rounds in which each has its turn. */
export async function measurePolls(folder: string): Promise<Report> {
  const url = await createBenchDatabase(folder, { orders, customers })
  const people = await signIn(customers)
  const servers = new Map<ServerKind, ServerProcess>()
  for (const { server } of Object.values(lanes)) {
    if (!servers.has(server))
      servers.set(server, await ServerProcess.start(server, url))
  }
  const slices = Object.fromEntries(Object.keys(lanes).map(lane => [lane, []])) as unknown as Record<Lane, Slice[]>
  const current = { ours: await currentPolls(servers.get('ours')!.port, people), etag: await currentPolls(servers.get('etag')!.port, people) }
  const requests: Record<Lane, Buffer[]> = { bare: current.ours, naive: fullPolls(people), etag: current.etag, ours: current.ours, full: fullPolls(people), written: fullPolls(people) }
  for (let round = -1; round < rounds; round++) {
    for (const [lane, { server, expected }] of Object.entries(lanes) as [Lane, (typeof lanes)[Lane]][]) {
      const slice = await saturate(servers.get(server)!, requests[lane], expected, milliseconds)
      if (slice.wrong > 0)
        throw new Error(`${lanes[lane].title}: ${slice.wrong} answers were something else, so the run does not count.`)
      if (round >= 0)
        slices[lane].push(slice)
    }
  }
  await Promise.all([...servers.values()].map(server => server.stop()))
  return reportOf(slices)
}

function reportOf(slices: Record<Lane, Slice[]>): Report {
  const times = (one: Lane, other: Lane) => slices[one].map(({ cpu }, round) => slices[other][round]!.cpu / cpu)
  return {
    title: 'What a poll costs',
    columns: ['', 'server CPU, µs a request', 'of the bare 304\'s rate', 'requests a second'],
    rows: (Object.keys(lanes) as Lane[]).map(lane => [
      lanes[lane].title,
      spread(slices[lane].map(({ cpu }) => cpu), 1),
      spread(times(lane, 'bare')),
      Math.round(median(slices[lane].map(({ rate }) => rate))).toLocaleString('en'),
    ]),
    targets: [
      atLeast('an unchanged poll at 0.60 of a bare 304 or better', median(times('ours', 'bare')), 0.6),
      atLeast('an unchanged poll 6 times cheaper than a naive one', median(times('ours', 'naive')), 6),
      atMost('a full answer at 1.3 times hand-written SQL or less', median(times('written', 'full')), 1.3),
    ],
    notes: [`${orders.toLocaleString('en')} orders, ${customers.toLocaleString('en')} customers with a token each, ${rounds} rounds of ${milliseconds / 1000} s a server; medians, and the range of all rounds. Each request has the headers of a browser, but asks for no compression. The hand-written reference shares the token check and the words for a status with ours, and nothing else.`],
  }
}
