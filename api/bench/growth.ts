import type { Customers } from './customers.ts'
import type { Report, Target } from './figures.ts'
import { Buffer } from 'node:buffer'
import { listStaffOrders, urlOf } from '@orderbeat/shared'
import { createBenchDatabase } from './bench-database.ts'
import { Connection } from './connection.ts'
import { currentPolls, fullPolls, signIn, staffToken } from './customers.ts'
import { atLeast, atMost, median, quantile, spread } from './figures.ts'
import { keepRate, saturate } from './load.ts'
import { ServerProcess } from './server-process.ts'

const sizes = [1000, 100_000, 1_000_000]
const rounds = 10

const views = {
  'first page': {},
  'by status': { status: 'processing' },
  'by several states': { status: 'pending,confirmed,processing', fulfilment: 'delivery' },
  'by date range': { from: '2026-03-01', to: '2026-03-31' },
  'by total': { sort: '-total' },
  'search, order number': { q: 'ONLINE-000042' },
  'search, a common name': { q: 'ana' },
  'search, one letter': { q: 'b' },
  'search, nothing found': { q: 'nobody' },
}

interface Size { orders: number, server: ServerProcess, people: Customers, current: Buffer[] }

/** How costs grow with the number of orders: of polls, of a customer's page, of what staff look at. */
export async function measureGrowth(folder: string): Promise<Report> {
  const shops: Size[] = []
  for (const orders of sizes) {
    const customers = Math.max(50, orders / 20)
    const server = await ServerProcess.start('ours', await createBenchDatabase(folder, { orders, customers }))
    const people = await signIn(Math.min(customers, 5000))
    shops.push({ orders, server, people, current: await currentPolls(server.port, people) })
  }
  const polls = await inRounds(shops, size => size.current, 304)
  const pages = await inRounds(shops, size => fullPolls(size.people), 200)
  const authorization = `Bearer ${await staffToken()}`
  const staff: number[][][] = []
  for (const { server } of shops)
    staff.push(await server.time(Object.values(views).map(query => urlOf(listStaffOrders, { query })), authorization, 200))
  const largest = shops.at(-1)!
  const beside = await besideSearch(largest, authorization)
  await Promise.all(shops.map(({ server }) => server.stop()))
  return reportOf(polls, pages, staff, beside)
}

/** Microseconds of CPU a request, by size and round. */
async function inRounds(shops: Size[], requests: (size: Size) => Buffer[], expected: number): Promise<number[][]> {
  const cpu = shops.map((): number[] => [])
  for (let round = -1; round < rounds; round++) {
    for (const [index, size] of shops.entries()) {
      const slice = await saturate(size.server, requests(size), expected, 600)
      if (slice.wrong > 0)
        throw new Error(`${slice.wrong} answers were something else, so the run does not count.`)
      if (round >= 0)
        cpu[index]!.push(slice.cpu)
    }
  }
  return cpu
}

/** The 99th percentile of 2,000 polls a second, in milliseconds: alone, and while staff search without a pause. */
async function besideSearch({ server, current }: Size, authorization: string): Promise<{ alone: number[], beside: number[] }> {
  const connections = Array.from({ length: 64 }, () => new Connection(server.port))
  const p99 = async () => {
    const { latencies, wrong } = await keepRate(current, connections, 2000, 3000, 304)
    if (wrong > 0)
      throw new Error(`${wrong} answers were something else, so the run does not count.`)
    return quantile(latencies, 0.99)
  }
  const staff = new Connection(server.port)
  const search = ['b', 'online', 'ana ba', 'nobody'].map(q => Buffer.from(`GET ${urlOf(listStaffOrders, { query: { q, sort: '-total' } })} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\n\r\n`))
  const alone: number[] = []
  const beside: number[] = []
  for (let round = 0; round < 5; round++) {
    alone.push(await p99())
    const over = new AbortController()
    const searches = (async () => {
      for (let next = 0; !over.signal.aborted; next++) {
        if (await staff.ask(search[next % search.length]!) !== 200)
          throw new Error('A search was refused, so the run does not count.')
        // Staff read what they have found.
        await new Promise(resolve => setTimeout(resolve, 200))
      }
    })()
    beside.push(await p99())
    over.abort()
    await searches
  }
  ;[...connections, staff].forEach(connection => connection.close())
  return { alone, beside }
}

function reportOf(polls: number[][], pages: number[][], staff: number[][][], { alone, beside }: { alone: number[], beside: number[] }): Report {
  const slowest = Math.max(...staff.at(-1)!.map(times => quantile(times, 0.99)))
  const relative = (cpu: number[][]) => median(cpu.at(-1)!.map((one, round) => cpu[0]![round]! / one))
  const targets: Target[] = [
    atLeast('an unchanged poll at a million orders at 0.90 of its rate at a thousand or better', relative(polls), 0.9),
    atLeast('a customer\'s page at a million orders at 0.70 of its rate at a thousand or better', relative(pages), 0.7),
    atMost('what staff look at in 50 ms or less at a million orders, 99th percentile of the slowest', slowest, 50),
    atMost('polls beside staff search: at most twice their 99th percentile alone', median(beside) / median(alone), 2),
  ]
  return {
    title: 'How it grows',
    columns: ['', ...sizes.map(size => `${size.toLocaleString('en')} orders`)],
    rows: [
      ['a poll, 304: server CPU, µs', ...polls.map(cpu => spread(cpu, 1))],
      ['a customer\'s page, 200: server CPU, µs', ...pages.map(cpu => spread(cpu, 0))],
      ...Object.keys(views).map((view, index) => [`staff, ${view}: ms, median and 99th percentile`, ...staff.map(times => `${median(times[index]!).toFixed(1)} / ${quantile(times[index]!, 0.99).toFixed(1)}`)]),
    ],
    targets,
    notes: [`The 99th percentile of 2,000 polls a second at a million orders is ${spread(alone, 1)} ms alone and ${spread(beside, 1)} ms while staff search beside it.`],
  }
}
