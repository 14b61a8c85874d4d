import type { ServerProcess } from './server-process.ts'
import { Buffer } from 'node:buffer'
import process from 'node:process'
import { setTimeout as rest } from 'node:timers/promises'
import { listOrders } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { Connection } from '../bench/connection.ts'
import { createRealShop, metricsToken } from './real-shop.ts'
import { percentile } from './steady-asks.ts'
import { startWriters } from './writers.ts'

const minutes = Number(process.env.MINUTES ?? 10)
const connections = 600

/** Milliseconds since the beginning, and how the server was then. */
interface Look { at: number, stretch: number, level: number, turnedAway: number, memory: number }

async function look(server: ServerProcess, from: number): Promise<Look> {
  const text = await (await fetch(`${server.origin}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text()
  const value = (name: string) => Number(new RegExp(`^orderbeat_${name} (.+)$`, 'm').exec(text)?.[1])
  return { at: performance.now() - from, stretch: value('poll_stretch'), level: value('turned_away_level'), turnedAway: value('polls_turned_away_total'), memory: value('resident_memory_bytes') }
}

it(`three times what the server can do, for ${minutes} minutes: polls wait, then are turned away, writes go on, memory does not grow`, async () => {
  const shop = await createRealShop()
  // A line a request would be a good part of the load.
  const server = await shop.start({ LOG_LEVEL: 'error' })
  const filling = startWriters(shop, 8, () => server.origin)
  while (filling.acknowledged.length < 600)
    await rest(50)
  await filling.stop()

  // A poll whose tag no longer holds is the dearest: it is answered in full each time.
  const poll = () => Buffer.from(`GET ${listOrders.url}?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: ${shop.authorization('ana')}\r\nIf-None-Match: W/"old.0"\r\n\r\n`)
  const saturation = await rateOf(server.port, poll(), 3000)
  const writers = startWriters(shop, 4, () => server.origin)
  const from = performance.now()
  const until = from + minutes * 60_000
  const statuses = new Map<number, number>()
  const looks: Look[] = []
  const asking = Array.from({ length: connections }, (_, index) => askOn(new Connection(server.port), poll, { every: connections * 1000 / (3 * saturation), offset: index, until }, statuses))
  while (performance.now() < until) {
    looks.push(await look(server, from))
    await rest(1000)
  }
  await Promise.all(asking)
  const ended = performance.now()

  let last = await look(server, from)
  while (last.stretch > 1 || last.level > 0) {
    await rest(200)
    last = await look(server, from)
    expect(performance.now() - ended).toBeLessThan(10_000)
  }
  const recovery = performance.now() - ended
  await writers.stop()
  expect(await server.end('SIGTERM')).toEqual([0, null])

  const stretched = looks.find(({ stretch }) => stretch > 1)
  const shed = looks.find(({ turnedAway }) => turnedAway > 0)
  expect(stretched).toBeDefined()
  expect(shed).toBeDefined()
  expect(stretched!.at).toBeLessThanOrEqual(shed!.at)
  const { acknowledged, told, wrong } = writers
  expect(wrong).toEqual([])
  const taken = acknowledged.length / (acknowledged.length + told.refused + told.unknown)
  expect(taken).toBeGreaterThanOrEqual(0.99)
  const [early, late] = [memoryBetween(looks, 0.2, 0.4), memoryBetween(looks, 0.8, 1)]
  process.stdout.write([
    `${Math.round(saturation)} polls a second are all it can; ${connections} connections wanted 3 times that for ${minutes} min: ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')}`,
    `asked to wait up to ${Math.max(...looks.map(({ stretch }) => stretch))} times longer from ${Math.round(stretched!.at / 1000)} s on, turned away from ${Math.round(shed!.at / 1000)} s on, as usual again ${Math.round(recovery / 100) / 10} s after the end`,
    `${acknowledged.length} writes taken, ${told.refused + told.unknown} not (${(taken * 100).toFixed(2)} %); memory ${Math.round(early / 2 ** 20)} MiB early, ${Math.round(late / 2 ** 20)} MiB late`,
    '',
  ].join('\n'))
  if (minutes >= 10)
    expect(late / early).toBeLessThan(1.1)
  await shop.remove()
})

/** Polls on one connection at a steady beat, whatever the server asks for, and counts the answers. */
async function askOn(connection: Connection, poll: () => Buffer, { every, offset, until }: { every: number, offset: number, until: number }, statuses: Map<number, number>): Promise<void> {
  let request = poll()
  let made = performance.now()
  await rest(every * offset / connections)
  while (performance.now() < until) {
    const from = performance.now()
    // Tokens end after a quarter of an hour.
    if (from - made > 300_000)
      [request, made] = [poll(), from]
    const status = await connection.ask(request)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    await rest(Math.max(0, every - (performance.now() - from)))
  }
  connection.close()
}

/** Requests a second that a few connections get answered, each asking as soon as it has an answer. */
async function rateOf(port: number, request: Buffer, milliseconds: number): Promise<number> {
  const from = performance.now()
  let count = 0
  await Promise.all(Array.from({ length: 8 }, async () => {
    const connection = new Connection(port)
    for (; performance.now() - from < milliseconds; count++)
      await connection.ask(request)
    connection.close()
  }))
  return count * 1000 / milliseconds
}

function memoryBetween(looks: readonly Look[], from: number, to: number): number {
  return percentile(looks.slice(Math.floor(looks.length * from), Math.ceil(looks.length * to)).map(({ memory }) => memory), 50)
}
