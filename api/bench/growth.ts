import type { Report, Target } from './figures.ts'
import type { Turn } from './turns.ts'
import { Buffer } from 'node:buffer'
import { listStaffOrders, urlOf } from '@orderbeat/shared'
import { createBenchDatabase } from './bench-database.ts'
import { Connection } from './connection.ts'
import { currentPolls, fullPolls, signIn, staffToken } from './customers.ts'
import { atLeast, atMost, median, quantile, spread } from './figures.ts'
import { eachOnTheirs, keepRate } from './load.ts'
import { ServerProcess } from './server-process.ts'
import { staffViews } from './staff-views.ts'
import { takeTurns } from './turns.ts'

const sizes = [1000, 100_000, 1_000_000]
const rounds = 10
const mostPolling = 5000
/** So many, because a 99th percentile of three seconds is another each time, and the median of a few of them as well. */
const roundsBesideStaff = 20

interface Shop { title: string, orders: number, customers: number, server: ServerProcess }

/** How costs grow with the number of orders: of polls, of a customer's page, of what staff look at. */
export async function measureGrowth(folder: string): Promise<Report> {
  const shops: Shop[] = []
  for (const orders of sizes) {
    const customers = Math.max(50, orders / 20)
    const server = await ServerProcess.start('ours', await createBenchDatabase(folder, { orders, customers }))
    shops.push({ title: `${orders.toLocaleString('en')} orders`, orders, customers, server })
  }
  const people = await Promise.all(shops.map(({ customers }) => signIn(Math.min(customers, mostPolling))))
  const current = await Promise.all(shops.map(({ server }, index) => currentPolls(server.port, people[index]!)))
  const polls = await takeTurns(shops.map((shop, index) => ({ ...shop, requests: current[index]!, expected: 304 })), rounds, 600)
  const pages = await takeTurns(shops.map((shop, index) => ({ ...shop, requests: fullPolls(people[index]!), expected: 200 })), rounds, 600)
  const staff: number[][][] = []
  for (const { server, orders, customers } of shops)
    staff.push(await timesOf(server.port, Object.values(staffViews(orders, customers))))
  const beside = await besideStaff(shops.at(-1)!)
  await Promise.all(shops.map(({ server }) => server.stop()))
  return reportOf(polls, pages, staff, beside)
}

/** Milliseconds until the whole answer is here, 200 of each view. They take turns, a few more of which do not count. */
async function timesOf(port: number, views: string[]): Promise<number[][]> {
  const connection = new Connection(port)
  const requests = staffRequests(views, await staffToken())
  const times = views.map((): number[] => [])
  for (let round = -10; round < 200; round++) {
    for (const [index, request] of requests.entries()) {
      const from = performance.now()
      const status = await connection.ask(request)
      if (status !== 200)
        throw new Error(`${views[index]} answers ${status}, so the run does not count.`)
      if (round >= 0)
        times[index]!.push(performance.now() - from)
    }
  }
  connection.close()
  return times
}

/** The 99th percentile of 2,000 polls a second, in milliseconds: alone, and while staff search and open the figures. */
async function besideStaff({ server, orders, customers }: Shop): Promise<{ alone: number[], beside: number[] }> {
  // Signed in anew: tokens end after a quarter of an hour. First, because the server closes connections that ask nothing.
  const current = await currentPolls(server.port, await signIn(mostPolling))
  const connections = Array.from({ length: 64 }, () => new Connection(server.port))
  const unused = [...connections]
  const send = eachOnTheirs(() => unused.pop()!, connections.length)
  const p99 = async () => {
    const { latencies, wrong } = await keepRate(current, send, 2000, 3000, 304)
    if (wrong > 0)
      throw new Error(`${wrong} answers were something else, so the run does not count.`)
    return quantile(latencies, 0.99)
  }
  const searches = ['b', 'online', 'ana ba', 'nobody'].map(q => urlOf(listStaffOrders, { query: { q, sort: '-total' } }))
  const views = staffViews(orders, customers)
  const figures = [views['figures of 30 days']!, views['figures of 3 years']!]
  const token = await staffToken()
  const alone: number[] = []
  const beside: number[] = []
  for (let round = 0; round < roundsBesideStaff; round++) {
    alone.push(await p99())
    const over = new AbortController()
    const staff = Promise.all([searches, figures].map(urls => lookOn(server.port, urls, token, over.signal)))
    beside.push(await p99())
    over.abort()
    await staff
  }
  connections.forEach(connection => connection.close())
  return { alone, beside }
}

/** How long staff read what they have found before they ask for the next, in milliseconds. */
const reading = 200

/** Somebody of the staff looks at one after the other until they are told to stop. */
async function lookOn(port: number, urls: string[], token: string, over: AbortSignal): Promise<void> {
  const connection = new Connection(port)
  const requests = staffRequests(urls, token)
  for (let next = 0; !over.aborted; next++) {
    const status = await connection.ask(requests[next % requests.length]!)
    if (status !== 200)
      throw new Error(`${urls[next % urls.length]} answers ${status}, so the run does not count.`)
    await new Promise(resolve => setTimeout(resolve, reading))
  }
  connection.close()
}

function staffRequests(urls: string[], token: string): Buffer[] {
  return urls.map(url => Buffer.from(`GET ${url} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`))
}

function reportOf(polls: Turn[][], pages: Turn[][], staff: number[][][], { alone, beside }: { alone: number[], beside: number[] }): Report {
  const views = Object.keys(staffViews(sizes[0]!, 50))
  const slow = staff.at(-1)!.map(times => quantile(times, 0.99))
  const slowest = Math.max(...slow)
  const cpu = (turns: Turn[]) => turns.map(turn => turn.cpu)
  const relative = (turns: Turn[][]) => median(cpu(turns.at(-1)!).map((one, round) => turns[0]![round]!.cpu / one))
  const targets: Target[] = [
    atLeast('an unchanged poll at a million orders at 0.90 of its rate at a thousand or better', relative(polls), 0.9),
    atLeast('a customer\'s page at a million orders at 0.70 of its rate at a thousand or better', relative(pages), 0.7),
    atMost(`all that staff look at in 50 ms or less at a million orders: 99th percentile of the slowest, "${views[slow.indexOf(slowest)]}"`, slowest, 50),
    atMost('polls beside staff who search and open the figures: at most twice their 99th percentile alone', median(beside) / median(alone), 2),
  ]
  return {
    title: 'How it grows',
    columns: ['', ...sizes.map(size => `${size.toLocaleString('en')} orders`)],
    rows: [
      ['a poll, 304: server CPU, µs', ...polls.map(turns => spread(cpu(turns), 1))],
      ['a customer\'s page, 200: server CPU, µs', ...pages.map(turns => spread(cpu(turns), 0))],
      ...views.map((view, index) => [`staff, ${view}: ms, median and 99th percentile`, ...staff.map(times => `${median(times[index]!).toFixed(1)} / ${quantile(times[index]!, 0.99).toFixed(1)}`)]),
    ],
    targets,
    notes: [`The 99th percentile of 2,000 polls a second at a million orders is ${spread(alone, 1)} ms alone, and ${spread(beside, 1)} ms while one of the staff searches and another opens the figures of 30 days and of three years in turn, each with ${reading} ms between an answer and the next question.`],
  }
}
