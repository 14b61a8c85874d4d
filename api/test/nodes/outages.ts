import type { Order, OrderPage, Session } from '@orderbeat/shared'
import type { PostgresServer } from '../postgres-server.ts'
import type { NodeProcess } from './node-process.ts'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { getReadiness, listOrders, listProducts, logIn, placeOrder } from '@orderbeat/shared'
import { expect } from 'vitest'
import { startNode } from './node-process.ts'

const writers = 8
const pollers = 4
/** Milliseconds in which everybody must be served again once the server answers again. */
const recovery = 5000

/** What customers were answered meanwhile. */
interface Seen {
  /** The orders that were acknowledged, by the key that they were placed under. */
  placed: Map<string, string>
  statuses: Map<number, number>
  /** Of answers that say no: whether each said when to come back. */
  withoutRetryAfter: number
}

/**
 * The server is killed so many times under load and started again each time. No acknowledged order may be lost or be there
 * twice, every answer is a success or 503, and both nodes serve again by themselves, soon after the server is back.
 */
export async function outlives(server: PostgresServer, kills: number): Promise<Record<string, number>> {
  const settings = { DATABASE_URL: await server.create('shop'), JWT_SECRET: 'the same secret for all nodes of the shop' }
  const nodes = await Promise.all([startNode(settings), startNode(settings)])
  try {
    return await outliveKills(server, nodes, kills)
  }
  finally {
    await Promise.all(nodes.map(node => node.stop()))
  }
}

async function outliveKills(server: PostgresServer, nodes: NodeProcess[], kills: number): Promise<Record<string, number>> {
  const authorization = `Bearer ${await tokenOf(nodes[0]!)}`
  const seen: Seen = { placed: new Map(), statuses: new Map(), withoutRetryAfter: 0 }
  const over = new AbortController()
  const load = Promise.all([
    ...Array.from({ length: writers }, (_, index) => place(nodes, index, authorization, seen, over.signal)),
    ...Array.from({ length: pollers }, (_, index) => poll(nodes[index % nodes.length]!, authorization, seen, over.signal)),
  ])
  // Whoever fails ends the test.
  load.catch(() => {})
  for (let kill = 0; kill < kills; kill++) {
    await pause(300 + Math.random() * 300)
    await server.kill()
    for (const node of nodes)
      await expect.poll(() => readiness(node)).toBe(503)
    await server.start()
    const back = performance.now()
    const before = seen.placed.size
    for (const node of nodes)
      await expect.poll(() => readiness(node), { interval: 20, timeout: recovery }).toBe(200)
    await expect.poll(() => seen.placed.size, { interval: 20, timeout: recovery }).toBeGreaterThan(before + nodes.length)
    expect(performance.now() - back).toBeLessThan(recovery)
  }
  over.abort()
  await load

  expect(nodes.map(({ child }) => child.exitCode)).toEqual([null, null])
  expect([...seen.statuses.keys()].toSorted()).toEqual([200, 201, 304, 503])
  expect(seen.withoutRetryAfter).toBe(0)
  const kept = await allOrders(nodes[1]!, authorization)
  const notes = kept.flatMap(({ note }) => note?.startsWith('key ') === true ? [note] : [])
  expect(notes.length).toBe(new Set(notes).size)
  const ids = new Set(kept.map(({ id }) => id))
  expect([...seen.placed.values()].filter(id => !ids.has(id))).toEqual([])
  return { ...Object.fromEntries(seen.statuses), placed: seen.placed.size }
}

async function readiness({ origin }: NodeProcess): Promise<number> {
  return (await fetch(origin + getReadiness.url)).status
}

async function tokenOf({ origin }: NodeProcess): Promise<string> {
  const answer = await fetch(origin + logIn.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'ana@example.com', password: 'orderbeat-demo' }) })
  return (await answer.json() as Session).accessToken
}

/** Orders, each under a key of its own, and sends what was not acknowledged again to the other node until it is. */
async function place(nodes: NodeProcess[], index: number, authorization: string, seen: Seen, over: AbortSignal): Promise<void> {
  const { products } = await (await fetch(nodes[0]!.origin + listProducts.url)).json() as { products: { id: string, available: boolean }[] }
  const productId = products.find(({ available }) => available)!.id
  for (let turn = index; !over.aborted; turn++) {
    const key = randomUUID()
    while (!seen.placed.has(key)) {
      const answer = await fetch(nodes[turn++ % nodes.length]!.origin + placeOrder.url, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ items: [{ productId, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card', note: `key ${key}` }),
      })
      note(answer, seen)
      const body = await answer.json() as Order
      if (answer.status === 201)
        seen.placed.set(key, body.id)
      else
        await pause(20)
    }
  }
}

async function poll({ origin }: NodeProcess, authorization: string, seen: Seen, over: AbortSignal): Promise<void> {
  let tag = ''
  while (!over.aborted) {
    const answer = await fetch(`${origin}${listOrders.url}?limit=1`, { headers: { authorization, 'if-none-match': tag } })
    note(answer, seen)
    await answer.text()
    tag = answer.headers.get('etag') ?? tag
    await pause(5)
  }
}

function note(answer: Response, seen: Seen): void {
  seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1)
  if (answer.status === 503 && answer.headers.get('retry-after') === null)
    seen.withoutRetryAfter++
}

async function allOrders({ origin }: NodeProcess, authorization: string): Promise<Order[]> {
  const orders: Order[] = []
  for (let before = ''; ;) {
    const page = await (await fetch(`${origin}${listOrders.url}?limit=100${before}`, { headers: { authorization } })).json() as OrderPage
    orders.push(...page.orders)
    if (page.nextCursor === null)
      return orders
    before = `&before=${page.nextCursor}`
  }
}
