import type { Buffer } from 'node:buffer'
import type { Report } from './figures.ts'
import type { ServerKind } from './servers.ts'
import type { Lane, Turn } from './turns.ts'
import { copyBenchDatabase, createBenchDatabase } from './bench-database.ts'
import { changing, startChanges } from './changes.ts'
import { currentPolls, fullPolls, signIn } from './customers.ts'
import { atLeast, atMost, median, spread } from './figures.ts'
import { ServerProcess } from './server-process.ts'
import { takeTurns } from './turns.ts'

const customers = 5000
const orders = 100_000
const rounds = 12
const milliseconds = 1000

const ways = {
  bare: { server: 'bare', expected: 304, title: '(a) bare Fastify route, 304' },
  naive: { server: 'naive', expected: 200, title: '(b) naive: read and written each time, 200' },
  etag: { server: 'etag', expected: 304, title: '(c) @fastify/etag on (b), 304' },
  full: { server: 'ours', expected: 200, title: '(e) Orderbeat, 200 of 20 orders' },
  written: { server: 'written', expected: 200, title: 'hand-written SQL and fast-json-stringify, 200' },
  ours: { server: 'ours', expected: 304, title: '(d) Orderbeat, 304, while nothing changes' },
  busy: { server: 'ours', expected: 304, title: '(d) Orderbeat, 304, while orders of others change' },
} as const satisfies Record<string, { server: ServerKind, expected: number, title: string }>
type Way = keyof typeof ways
const names = Object.keys(ways) as Way[]

/** What a poll costs the server, beside the ways it could be answered, in rounds in which each has its turn. */
export async function measurePolls(folder: string): Promise<Report> {
  const url = await createBenchDatabase(folder, { orders, customers })
  // What is written for one of them changes nothing for the others. Full answers are compared on one file: a page that
  // another process has just read costs a fifth less to read than one of a copy that nobody else reads.
  const own = copyBenchDatabase(url, 'full')
  const urls: Partial<Record<Way, string>> = { busy: copyBenchDatabase(url, 'busy'), full: own, written: own }
  const servers = {} as Record<Way, ServerProcess>
  for (const way of names)
    servers[way] = await ServerProcess.start(ways[way].server, urls[way] ?? url)
  const changes = await startChanges(urls.busy!, { orders, customers })

  const people = await signIn(customers - changing)
  const [full, current] = [fullPolls(people), await currentPolls(servers.full.port, people)]
  const requests: Record<Way, Buffer[]> = { bare: current, naive: full, etag: await currentPolls(servers.etag.port, people), ours: current, busy: current, full, written: full }
  const turns = await takeTurns(names.map((way): Lane => ({
    ...ways[way],
    server: servers[way],
    requests: requests[way],
    ...(way === 'busy' && { beside: changes.beside }),
  })), rounds, milliseconds)
  await Promise.all([...Object.values(servers), changes].map(one => one.stop()))
  return reportOf(Object.fromEntries(names.map((way, index) => [way, turns[index]!])) as Record<Way, Turn[]>, changes.rate())
}

function reportOf(turns: Record<Way, Turn[]>, changeRate: number): Report {
  const times = (one: Way, other: Way) => turns[one].map(({ cpu }, round) => turns[other][round]!.cpu / cpu)
  return {
    title: 'What a poll costs',
    columns: ['', 'server CPU, µs a request', 'of the bare 304\'s rate', 'requests a second'],
    rows: names.map(way => [
      ways[way].title,
      spread(turns[way].map(({ cpu }) => cpu), 1),
      spread(times(way, 'bare')),
      Math.round(median(turns[way].map(({ rate }) => rate))).toLocaleString('en'),
    ]),
    targets: [
      atLeast('an unchanged poll at 0.60 of a bare 304 or better, while nothing changes', median(times('ours', 'bare')), 0.6),
      atLeast('an unchanged poll 6 times cheaper than a naive one, while nothing changes', median(times('ours', 'naive')), 6),
      atMost('a full answer at 1.3 times hand-written SQL or less', median(times('written', 'full')), 1.3),
    ],
    notes: [
      `${orders.toLocaleString('en')} orders, ${customers.toLocaleString('en')} customers, all but ${changing} of them polling with a token of their own, ${rounds} rounds of ${milliseconds / 1000} s a server; medians, and the range of all rounds. Each request has the headers of a browser, but asks for no compression. The token check is the same in all but (a), which has none. The hand-written reference shares it and the words for a status with ours, and nothing else.`,
      `What is promised of an unchanged poll is about a shop in which nothing changes at the moment: then Orderbeat remembers whose feed is where. Any change in the shop has it read the feeds anew, which the second row of (d) shows, with ${changeRate.toFixed(0)} changes a second by another process: ${median(times('busy', 'bare')).toFixed(2)} of a bare 304's rate, and ${median(times('busy', 'naive')).toFixed(0)} times cheaper than a naive poll.`,
    ],
  }
}
