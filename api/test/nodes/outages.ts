import type { Order, OrderPage, Session } from '@orderbeat/shared'
import type { PostgresServer } from '../postgres-server.ts'
import type { NodeProcess } from './node-process.ts'
import type { Seen } from './outage-load.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { getReadiness, listOrders, logIn } from '@orderbeat/shared'
import { expect } from 'vitest'
import { verifyDatabase } from '../../src/data-tools.ts'
import { startNode } from './node-process.ts'
import { startLoad } from './outage-load.ts'

/** Milliseconds in which everybody must be served again once the server answers again. */
const recovery = 5000

/**
 * The server is killed so many times under load and started again each time. Nothing acknowledged may be lost or be there
 * twice, every answer is a success or 503, and both nodes serve again by themselves, soon after the server is back.
 */
export async function outlives(server: PostgresServer, kills: number, random: () => number): Promise<Record<string, number>> {
  const url = await server.create('shop')
  const settings = { DATABASE_URL: url, DEMO: 'true', JWT_SECRET: 'the same secret for all nodes of the shop' }
  const nodes = await Promise.all([startNode(settings), startNode(settings)])
  try {
    return await outliveKills(server, url, nodes, kills, random)
  }
  finally {
    await Promise.all(nodes.map(node => node.stop()))
  }
}

async function outliveKills(server: PostgresServer, url: string, nodes: NodeProcess[], kills: number, random: () => number): Promise<Record<string, number>> {
  const over = new AbortController()
  const { seen, done } = startLoad(nodes, over.signal)
  // Whoever fails ends the test.
  done.catch(() => {})
  const changes = () => seen.placed.size + seen.confirmed.size + seen.cancelled.size
  for (let kill = 0; kill < kills; kill++) {
    await pause(300 + random() * 300)
    await server.kill()
    for (const node of nodes)
      await expect.poll(() => readiness(node)).toBe(503)
    await server.start()
    const back = performance.now()
    const before = changes()
    for (const node of nodes)
      await expect.poll(() => readiness(node), { interval: 20, timeout: recovery }).toBe(200)
    await expect.poll(changes, { interval: 20, timeout: recovery }).toBeGreaterThan(before + nodes.length)
    expect(performance.now() - back).toBeLessThan(recovery)
  }
  over.abort()
  await done

  expect(nodes.map(({ child }) => child.exitCode)).toEqual([null, null])
  expect([...seen.statuses.keys()].toSorted()).toEqual([200, 201, 304, 503])
  expect(seen.withoutRetryAfter).toBe(0)
  keepsWhatWasSaid(await allOrders(nodes[1]!), seen)
  const differences: unknown[] = []
  await verifyDatabase(url, difference => differences.push(difference), () => {})
  expect(differences).toEqual([])
  return { ...Object.fromEntries(seen.statuses), placed: seen.placed.size, confirmed: seen.confirmed.size, cancelled: seen.cancelled.size }
}

/** Every acknowledged order is there, once, and as was acknowledged last. */
function keepsWhatWasSaid(kept: Order[], { placed, confirmed, cancelled }: Seen): void {
  const byId = new Map(kept.map(order => [order.id, order]))
  const notes = kept.flatMap(({ note }) => note?.startsWith('key ') === true ? [note] : [])
  expect(notes.length).toBe(new Set(notes).size)
  for (const [key, id] of placed) {
    const status = confirmed.has(id) ? 'confirmed' : cancelled.has(id) ? 'cancelled' : 'pending'
    expect(byId.get(id)).toMatchObject({ note: `key ${key}`, status, version: status === 'pending' ? 1 : 2 })
  }
}

async function readiness({ origin }: NodeProcess): Promise<number> {
  return (await fetch(origin + getReadiness.url)).status
}

async function allOrders({ origin }: NodeProcess): Promise<Order[]> {
  const signedIn = await fetch(origin + logIn.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'ana@example.com', password: 'orderbeat-demo' }) })
  const { accessToken } = await signedIn.json() as Session
  const orders: Order[] = []
  for (let before = ''; ;) {
    const page = await (await fetch(`${origin}${listOrders.url}?limit=100${before}`, { headers: { authorization: `Bearer ${accessToken}` } })).json() as OrderPage
    orders.push(...page.orders)
    if (page.nextCursor === null)
      return orders
    before = `&before=${page.nextCursor}`
  }
}
