import type { DueWrite } from './due-writes.ts'
import type { Offered } from './offered-load.ts'
import type { ServerProcess } from './server-process.ts'
import { Buffer } from 'node:buffer'
import process from 'node:process'
import { setTimeout as rest } from 'node:timers/promises'
import { listOrders } from '@orderbeat/shared'
import { afterEach, expect, it } from 'vitest'
import { Connection } from '../bench/connection.ts'
import { saturate } from '../bench/load.ts'
import { startDueWrites } from './due-writes.ts'
import { inspectable, liveHeapOf } from './live-heap.ts'
import { cores, startLoad } from './load-process.ts'
import { usualInterval } from './offered-load.ts'
import { createRealShop, metricsToken } from './real-shop.ts'
import { percentile } from './steady-asks.ts'

const minutes = Number(process.env.MINUTES ?? 10)
const milliseconds = minutes * 60_000
/** What a browser waits for a poll before it gives it up. */
const patience = 10_000
/** Pages that are open, all together. */
const connections = 3000
const writesPerSecond = 20

/**
 * Memory is compared from here to the end of the load, in parts of its time. Before, connections are opened and what the server
 * remembers of callers and feeds fills up to its bounds.
 */
const warm = 0.3
/** Connections that keep the server busy without any of them being late, for which it would turn polls away. */
const few = 8
/** The rest that may be added: what the database keeps of a file that grows by 20 writes a second, and the next garbage. */
const growth = { heap: 8 * 2 ** 20, resident: 1.1 }

const told: string[] = []
afterEach(() => process.stdout.write(`${told.splice(0).join('\n')}\n`))

it(`three times what the server can do, for ${minutes} minutes: polls wait, then are turned away, writes go on, memory does not grow`, async () => {
  // So many that the database's cache is all but full before memory is compared.
  const shop = await createRealShop({ past: { orders: 40_000, customers: 400 } })
  const server = await shop.start({ LOG_LEVEL: 'error', NODE_OPTIONS: `--max-semi-space-size=8 ${inspectable}` }, cores.server)
  // The dearest poll: a long history whose tag no longer holds. Of cheaper ones two cores cannot both make and answer three times as many.
  const polls = () => shop.authorizations().map(authorization => `GET ${listOrders.url}?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nIf-None-Match: W/"old.0"\r\n\r\n`)

  const saturation = await saturationOf(server, polls())
  const loads = [1, 2].map(() => startLoad({ port: server.port, requests: polls(), connections: connections / 2, perSecond: 3 * saturation / 2, milliseconds, patience }))
  await Promise.all(loads.map(load => load.connected))
  const writers = startDueWrites(shop, server.origin, writesPerSecond)
  loads.forEach(load => load.begin())
  const from = Date.now()
  const memory = watchMemory(server)
  await rest(milliseconds * warm)
  const warmHeap = await liveHeapOf(server)
  await Promise.all(loads.map(({ sent }) => sent))
  const over = Date.now()
  const lastHeap = await liveHeapOf(server)
  const resident = memory.stop()

  const recovery = await untilUsual(server, polls()[0]!) - over
  const offered = await Promise.all(loads.map(({ ended }) => ended))
  const writes = await writers.stop()
  expect(await server.end('SIGTERM')).toEqual([0, null])
  await shop.remove()
  tellOffered(offered, { saturation, from, over })
  tellWrites(writes)
  told.push(`as usual again ${Math.round(recovery)} ms after the end`)
  const [warmResident, lastResident] = [percentile(resident.slice(Math.floor(resident.length * warm), Math.ceil(resident.length * (warm + 0.2))), 50), percentile(resident.slice(Math.floor(resident.length * 0.8)), 50)]
  told.push(`live heap ${inMebibytes(warmHeap)} MiB warm, ${inMebibytes(lastHeap)} MiB at the end; resident ${inMebibytes(warmResident)} and ${inMebibytes(lastResident)} MiB, ${inMebibytes(Math.max(...resident))} MiB at most`)

  // The load is what it is called, however little is answered.
  const sum = (of: (one: Offered) => number): number => offered.reduce((all, one) => all + of(one), 0)
  expect((sum(({ due }) => due) - connections) * 1000 / (over - from) / saturation).toBeCloseTo(3, 1)
  expect(Math.max(...offered.map(({ sentLate }) => sentLate.p99))).toBeLessThan(1000)
  // Each request has an answer: a poll's or a polite "later".
  expect(offered.map(({ odd, cut }) => ({ odd, cut }))).toEqual(offered.map(() => ({ odd: {}, cut: 0 })))
  expect(sum(({ answered, turnedAway, gaveUp }) => answered.count + turnedAway.count + gaveUp)).toBe(sum(({ due }) => due))
  expect(sum(({ gaveUp }) => gaveUp) / sum(({ due }) => due)).toBeLessThan(0.01)
  expect(sum(({ answered }) => answered.count) * 1000 / (over - from)).toBeGreaterThan(0.5 * saturation)
  expect(first(offered, ({ firstStretched }) => firstStretched) - from).toBeLessThan(5000)
  // First everybody is asked to come more rarely, and only then anybody is turned away.
  expect(first(offered, ({ firstStretched }) => firstStretched)).toBeLessThan(first(offered, ({ turnedAway }) => turnedAway.first))
  expect(recovery).toBeLessThan(10_000)
  expect(writes.length).toBeGreaterThanOrEqual(Math.floor(milliseconds / 1000 * writesPerSecond))
  expect(writes.filter(({ tries, took }) => tries === 1 && took !== null).length / writes.length).toBeGreaterThanOrEqual(0.99)
  expect(lastHeap - warmHeap).toBeLessThan(growth.heap)
  expect(lastResident / warmResident).toBeLessThan(growth.resident)
})

/** The most full answers a second that the server gives, of three tries. */
async function saturationOf({ port }: ServerProcess, polls: string[]): Promise<number> {
  const rates: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const { rate, wrong } = await saturate({ ports: [port], cpu: async () => 0 }, polls.map(poll => Buffer.from(poll)), 200, 3000, few)
    expect(wrong).toBe(0)
    rates.push(rate)
  }
  return Math.max(...rates)
}

/** Bytes that are resident, each second until it is stopped. */
function watchMemory(server: ServerProcess): { stop: () => number[] } {
  const resident: number[] = []
  const look = async (): Promise<void> => {
    const text = await (await fetch(`${server.origin}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text()
    resident.push(Number(/^orderbeat_resident_memory_bytes (.+)$/m.exec(text)?.[1]))
  }
  const looking = setInterval(() => void look().catch(() => {}), 1000)
  return { stop: () => {
    clearInterval(looking)
    return resident
  } }
}

/** When the first of ten answers in a row, over two seconds, told somebody to come at the usual beat. Waited for a while only. */
async function untilUsual({ port }: ServerProcess, poll: string): Promise<number> {
  const connection = new Connection(port)
  const from = Date.now()
  let since: number | null = null
  for (let inRow = 0; inRow < 10; await rest(200)) {
    if (Date.now() - from > 20_000)
      return Infinity
    const isUsual = await connection.ask(Buffer.from(poll)) === 200 && new RegExp(`^poll-interval: ${usualInterval}$`, 'im').test(connection.head)
    since = isUsual ? since ?? Date.now() : null
    inRow = isUsual ? inRow + 1 : 0
  }
  connection.close()
  return since ?? Infinity
}

function first(offered: Offered[], of: (one: Offered) => number | null): number {
  const instants = offered.map(of).filter(instant => instant !== null)
  expect(instants).not.toEqual([])
  return Math.min(...instants)
}

function tellOffered(offered: Offered[], { saturation, from, over }: { saturation: number, from: number, over: number }): void {
  told.push(`${Math.round(saturation)} full answers a second are all it can, to ${few} connections in turn; ${minutes} min of 3 times that, in two processes:`)
  for (const { due, sentLate, answered, turnedAway, gaveUp, cut, odd, firstStretched, longestInterval } of offered) {
    told.push([
      `  ${due} due, 99 % sent within ${Math.round(sentLate.p99)} ms, all within ${Math.round(sentLate.most)} ms`,
      `${answered.count} answered (${Math.round(answered.count * 1000 / (over - from))} a second, ${Math.round(answered.p50)} ms, p99 ${Math.round(answered.p99)} ms)`,
      `${turnedAway.count} turned away (${Math.round(turnedAway.p50)} ms, p99 ${Math.round(turnedAway.p99)} ms)`,
      `${gaveUp} gave up, ${cut} cut, odd ${JSON.stringify(odd)}`,
      `asked to wait from ${firstStretched === null ? 'never' : firstStretched - from} ms on, up to ${longestInterval} s; turned away from ${turnedAway.first === null ? 'never' : turnedAway.first - from} ms on`,
    ].join('; '))
  }
}

function tellWrites(writes: DueWrite[]): void {
  const took = writes.map(write => write.took).filter(one => one !== null)
  told.push(`${writes.length} writes due, ${took.length} acknowledged within a customer's 10 s (${(took.length * 100 / writes.length).toFixed(2)} %), ${writes.filter(({ tries, took: done }) => tries === 1 && done !== null).length} at the first try; median ${Math.round(percentile(took, 50))} ms, p99 ${Math.round(percentile(took, 99))} ms`)
}

function inMebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 18) / 4
}
