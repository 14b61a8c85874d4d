import type { Report } from './figures.ts'
import type { Lane, Turn } from './turns.ts'
import { copyDatabase } from '../src/data-tools.ts'
import { startPostgresServer } from '../test/postgres-server.ts'
import { createBenchDatabase } from './bench-database.ts'
import { currentPolls, signIn } from './customers.ts'
import { atLeast, atMost, median, spread } from './figures.ts'
import { cpuWithChildren } from './process-cpu.ts'
import { ServerProcess } from './server-process.ts'
import { takeTurns } from './turns.ts'

/** How much is measured. */
const full = { orders: 20_000, customers: 5000, rounds: 12, milliseconds: 1000 }

/** So many polls are under way at once. */
const concurrent = 1000

const ways = {
  sqlite: 'SQLite, one node, while nothing changes',
  one: 'PostgreSQL, one node, while nothing changes',
  two: 'PostgreSQL, two nodes, while nothing changes',
  three: 'PostgreSQL, three nodes, while nothing changes',
} as const
type Way = keyof typeof ways
const names = Object.keys(ways) as Way[]

/** What a turn has cost beside the nodes: microseconds of the database server's CPU, and statements, in so many milliseconds. */
interface Beside { cpu: number | null, statements: number, milliseconds: number }

/** What an unchanged poll costs on PostgreSQL, for one node and for several, beside the same on SQLite. */
export async function measurePostgres(folder: string, extent = full): Promise<Report> {
  const file = await createBenchDatabase(folder, extent)
  const server = await startPostgresServer()
  try {
    const url = await server.create('shop')
    await copyDatabase(file, url, () => {})
    const sqlite = await ServerProcess.start('ours', file)
    // Nodes of its own for each way: what a node does until its next turn counts, and must not be another way's work.
    const nodes: ServerProcess[] = []
    for (let node = 0; node < 1 + 2 + 3; node++)
      nodes.push(await ServerProcess.start('ours', url))
    const people = await signIn(extent.customers)
    const requests = { sqlite: await currentPolls(sqlite.port, people), postgres: await currentPolls(nodes[0]!.port, people) }
    const besides: Beside[][] = []
    const onPostgres = (title: string, some: ServerProcess[]): Lane => {
      const own: Beside[] = []
      besides.push(own)
      const sum = async (of: (node: ServerProcess) => Promise<number>) => (await Promise.all(some.map(of))).reduce((total, one) => total + one)
      return {
        title,
        server: { ports: some.map(({ port }) => port), cpu: () => sum(node => node.cpu()) },
        requests: requests.postgres,
        expected: 304,
        connections: concurrent,
        async beside(work) {
          const [cpu, statements, from] = [cpuWithChildren(server.pid()), await sum(node => node.statements()), performance.now()]
          const result = await work()
          const after = cpuWithChildren(server.pid())
          own.push({ cpu: cpu === null || after === null ? null : after - cpu, statements: await sum(node => node.statements()) - statements, milliseconds: performance.now() - from })
          return result
        },
      }
    }
    const turns = await takeTurns([
      { title: ways.sqlite, server: sqlite, requests: requests.sqlite, expected: 304, connections: concurrent },
      onPostgres(ways.one, nodes.slice(0, 1)),
      onPostgres(ways.two, nodes.slice(1, 3)),
      onPostgres(ways.three, nodes.slice(3)),
    ], extent.rounds, extent.milliseconds)
    await Promise.all([sqlite, ...nodes].map(one => one.stop()))
    return reportOf(turns, besides.map(own => own.slice(1)))
  }
  finally {
    await server.stop()
  }
}

function reportOf(all: Turn[][], besides: Beside[][]): Report {
  const turns = Object.fromEntries(names.map((way, index) => [way, all[index]!])) as Record<Way, Turn[]>
  const relative = (way: Way) => turns[way].map(({ cpu }, round) => turns.sqlite[round]!.cpu / cpu)
  /** Of each turn, a figure for one poll. */
  const each = (way: Way, figure: (beside: Beside) => number) => besides[names.indexOf(way) - 1]!.map((beside, round) => figure(beside) * 1000 / (turns[way][round]!.rate * beside.milliseconds))
  const told = besides.flat().every(({ cpu }) => cpu !== null)
  const statements = (way: Way) => each(way, beside => beside.statements)
  const serverCpu = (way: Way) => told ? spread(each(way, ({ cpu }) => cpu!), 1) : 'not told here'
  const rates = (way: Way) => Math.round(median(turns[way].map(({ rate }) => rate))).toLocaleString('en')
  return {
    title: 'What a poll costs on PostgreSQL',
    columns: ['', 'CPU of the nodes, µs a poll', 'of SQLite\'s rate', 'CPU of PostgreSQL, µs a poll', 'SQL statements a poll', 'polls a second'],
    rows: names.map(way => [
      ways[way],
      spread(turns[way].map(({ cpu }) => cpu), 1),
      spread(relative(way)),
      way === 'sqlite' ? '' : serverCpu(way),
      way === 'sqlite' ? '' : spread(statements(way), 3),
      rates(way),
    ]),
    targets: [
      atLeast('an unchanged poll on PostgreSQL at 0.65 of one on SQLite or better', median(relative('one')), 0.65),
      atMost(`0.2 SQL statements a poll or less, ${concurrent.toLocaleString('en')} polls at once`, Math.max(...(['one', 'two', 'three'] as const).map(way => median(statements(way)))), 0.2),
    ],
    notes: [
      `${concurrent.toLocaleString('en')} connections, each with one poll under way at any time. Nothing changes meanwhile: SQLite is asked whether its file has changed, PostgreSQL which transactions have ended, and neither reads a feed. A rate here is the inverse of what a poll costs the nodes' CPU.`,
      'Two cores limit what this shows: all nodes share one, PostgreSQL and the load the other. So it shows that a poll costs the same at the second and third node, not how many more polls they carry on machines of their own.',
    ],
  }
}
