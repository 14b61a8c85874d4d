import type { Report } from './figures.ts'
import type { Lane, Turn } from './turns.ts'
import { copyDatabase } from '../src/data-tools.ts'
import { startPostgresServer } from '../test/postgres-server.ts'
import { copyBenchDatabase, createBenchDatabase } from './bench-database.ts'
import { changesOf, changing, startChanges } from './changes.ts'
import { currentPolls, signIn } from './customers.ts'
import { atLeast, atMost, median, spread } from './figures.ts'
import { saturate } from './load.ts'
import { ordersOf } from './orders.ts'
import { cpuWithChildren } from './process-cpu.ts'
import { ServerProcess } from './server-process.ts'
import { takeTurns } from './turns.ts'

/** How much is measured. */
const full = { orders: 20_000, customers: 5000, rounds: 12, milliseconds: 1000 }

/** So many polls are under way at once. */
const concurrent = 1000

/** So many changes are under way at once where it is measured how many come through. */
const writers = 32

const quietly = 'while nothing changes'
const busily = 'while orders of others change'
const ways = {
  sqlite: { title: `SQLite, one node, ${quietly}`, nodes: 0, beside: 'sqlite' },
  one: { title: `PostgreSQL, one node, ${quietly}`, nodes: 1, beside: 'sqlite' },
  two: { title: `PostgreSQL, two nodes, ${quietly}`, nodes: 2, beside: 'sqlite' },
  three: { title: `PostgreSQL, three nodes, ${quietly}`, nodes: 3, beside: 'sqlite' },
  busySqlite: { title: `SQLite, one node, ${busily}`, nodes: 0, beside: 'busySqlite' },
  busy: { title: `PostgreSQL, one node, ${busily}`, nodes: 1, beside: 'busySqlite' },
} as const satisfies Record<string, { title: string, nodes: number, beside: string }>
type Way = keyof typeof ways
const names = Object.keys(ways) as Way[]

/** What a turn has cost beside the nodes: microseconds of the database server's CPU, and statements, in so many milliseconds. */
interface Beside { cpu: number | null, statements: number, milliseconds: number }

/** What an unchanged poll costs on PostgreSQL, for one node and for several, beside the same on SQLite. */
export async function measurePostgres(folder: string, extent = full): Promise<Report> {
  const file = await createBenchDatabase(folder, extent)
  const server = await startPostgresServer()
  try {
    const urls = { quiet: await server.create('quiet'), busy: await server.create('busy') }
    await copyDatabase(file, urls.quiet, () => {})
    await copyDatabase(file, urls.busy, () => {})
    const busyFile = copyBenchDatabase(file, 'busy')
    const changes = { busySqlite: await startChanges(busyFile, extent), busy: await startChanges(urls.busy, extent) }
    const people = await signIn(extent.customers - changing)
    // Nodes of its own for each way: what a node does until its next turn counts, and must not be another way's work.
    const nodes = {} as Record<Way, ServerProcess[]>
    for (const way of names) {
      nodes[way] = []
      for (let node = 0; node < Math.max(1, ways[way].nodes); node++)
        nodes[way].push(await ServerProcess.start('ours', { sqlite: file, busySqlite: busyFile, busy: urls.busy }[way as string] ?? urls.quiet))
    }
    const requests = { sqlite: await currentPolls(nodes.sqlite[0]!.port, people), postgres: await currentPolls(nodes.one[0]!.port, people) }
    const besides = {} as Record<Way, Beside[]>
    const laneOf = (way: Way): Lane => {
      const own: Beside[] = besides[way] = []
      const sum = async (of: (node: ServerProcess) => Promise<number>) => (await Promise.all(nodes[way].map(of))).reduce((total, one) => total + one)
      return {
        title: ways[way].title,
        server: { ports: nodes[way].map(({ port }) => port), cpu: () => sum(node => node.cpu()) },
        requests: ways[way].nodes === 0 ? requests.sqlite : requests.postgres,
        expected: 304,
        connections: concurrent,
        async beside(work) {
          const [cpu, statements, from] = [cpuWithChildren(server.pid()), await sum(node => node.statements()), performance.now()]
          const result = await (way === 'busy' || way === 'busySqlite' ? changes[way].beside(work) : work())
          const after = cpuWithChildren(server.pid())
          own.push({ cpu: cpu === null || after === null ? null : after - cpu, statements: await sum(node => node.statements()) - statements, milliseconds: performance.now() - from })
          return result
        },
      }
    }
    const turns = await takeTurns(names.map(laneOf), extent.rounds, extent.milliseconds)
    const orderIds = Array.from({ length: 500 }, (_, customer) => ordersOf(customer, extent.orders, extent.customers).slice(0, 1)).flat()
    const written = await saturate(nodes.one[0]!, await changesOf(orderIds), 200, 3 * extent.milliseconds, writers)
    if (written.wrong > 0)
      throw new Error(`${written.wrong} changes were answered otherwise, so the run does not count.`)
    await Promise.all([...Object.values(nodes).flat(), ...Object.values(changes)].map(one => one.stop()))
    return reportOf(Object.fromEntries(names.map((way, index) => [way, turns[index]!])) as Record<Way, Turn[]>, besides, { busySqlite: changes.busySqlite.rate(), busy: changes.busy.rate() }, written.rate)
  }
  finally {
    await server.stop()
  }
}

function reportOf(turns: Record<Way, Turn[]>, besides: Record<Way, Beside[]>, changes: Record<'busySqlite' | 'busy', number>, writeRate: number): Report {
  const relative = (way: Way) => turns[way].map(({ cpu }, round) => turns[ways[way].beside][round]!.cpu / cpu)
  /** Of each turn that counts, a figure for one poll. */
  const each = (way: Way, figure: (beside: Beside) => number) => besides[way].slice(1).map((beside, round) => figure(beside) * 1000 / (turns[way][round]!.rate * beside.milliseconds))
  const told = Object.values(besides).flat().every(({ cpu }) => cpu !== null)
  const statements = (way: Way) => each(way, beside => beside.statements)
  const serverCpu = (way: Way) => told ? spread(each(way, ({ cpu }) => cpu!), 1) : 'not told here'
  const rates = (way: Way) => Math.round(median(turns[way].map(({ rate }) => rate))).toLocaleString('en')
  return {
    title: 'What a poll costs on PostgreSQL',
    columns: ['', 'CPU of the nodes, µs a poll', 'of SQLite\'s rate', 'CPU of PostgreSQL, µs a poll', 'SQL statements a poll', 'requests a second'],
    rows: [...names.map(way => [
      ways[way].title,
      spread(turns[way].map(({ cpu }) => cpu), 1),
      spread(relative(way)),
      ways[way].nodes === 0 ? '' : serverCpu(way),
      ways[way].nodes === 0 ? '' : spread(statements(way), 3),
      rates(way),
    ]), [`PostgreSQL, one node, changes of orders, ${writers} under way at once`, '', '', '', '', Math.round(writeRate).toLocaleString('en')]],
    targets: [
      atLeast('an unchanged poll on PostgreSQL at 0.65 of one on SQLite or better, while nothing changes', median(relative('one')), 0.65),
      atLeast('the same while orders of others change', median(relative('busy')), 0.65),
      atMost(`0.2 SQL statements a poll or less, ${concurrent.toLocaleString('en')} polls at once`, Math.max(...names.filter(way => ways[way].nodes > 0).map(way => median(statements(way)))), 0.2),
    ],
    notes: [
      `${concurrent.toLocaleString('en')} connections, each with one poll under way at any time. While nothing changes SQLite is asked whether its file has changed, PostgreSQL which transactions have ended, and neither reads a feed. While orders of others change (${changes.busySqlite.toFixed(1)} a second on SQLite, ${changes.busy.toFixed(1)} on PostgreSQL, by a process of its own), feeds are read anew: ${median(relative('busy')).toFixed(2)} of SQLite's rate then; the CPU of PostgreSQL holds the changes as well. A rate here is the inverse of what a poll costs the nodes' CPU.`,
      `Two cores limit what this shows: all nodes share one, PostgreSQL and the load the other. Several nodes on one core pay for taking turns on it (${median(relative('two')).toFixed(2)} and ${median(relative('three')).toFixed(2)} of SQLite's rate with two and three), and how many more polls they carry on machines of their own is not shown.`,
    ],
  }
}
