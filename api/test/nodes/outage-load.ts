import type { Order, Session } from '@orderbeat/shared'
import type { NodeProcess } from './node-process.ts'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { cancelOrder, listEvents, listNotifications, listOrders, listProducts, listStaffOrders, logIn, placeOrder, trackOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'

const writers = 8

/** What people were answered meanwhile. */
export interface Seen {
  /** The orders whose placing was acknowledged, by the key that they were placed under. */
  placed: Map<string, string>
  /** Those of them whose move by staff, or cancelling by the customer, was acknowledged as well. */
  confirmed: Set<string>
  cancelled: Set<string>
  statuses: Map<number, number>
  /** Of answers that say no: how many did not say when to come back. */
  withoutRetryAfter: number
}

interface Request { method?: string, url: string, headers?: Record<string, string>, body?: unknown }
type Ask = (request: Request) => Promise<{ status: number, headers: Headers, body: unknown }>

/**
 * Customers who order and cancel, staff who move orders on, screens that poll everything there is to poll, and people who sign
 * in: each request at the next node, and again there until it is acknowledged, until `over`. Its promise then tells what was seen.
 */
export function startLoad(nodes: NodeProcess[], over: AbortSignal): { seen: Seen, done: Promise<unknown> } {
  const seen: Seen = { placed: new Map(), confirmed: new Set(), cancelled: new Set(), statuses: new Map(), withoutRetryAfter: 0 }
  let turn = 0
  const ask: Ask = async ({ method = 'GET', url, headers = {}, body }) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await fetch(nodes[turn++ % nodes.length]!.origin + url, { method, headers: { ...headers, ...type }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    seen.statuses.set(answer.status, (seen.statuses.get(answer.status) ?? 0) + 1)
    if (answer.status === 503 && answer.headers.get('retry-after') === null)
      seen.withoutRetryAfter++
    return { status: answer.status, headers: answer.headers, body: answer.status === 304 ? null : await answer.json() as unknown }
  }
  return { seen, done: load(ask, seen, over) }
}

async function load(ask: Ask, seen: Seen, over: AbortSignal): Promise<unknown> {
  const [ana, sam] = await Promise.all(['ana', 'sam'].map(name => signIn(ask, `${name}@example.com`)))
  const [product] = (await acknowledged(ask, { url: listProducts.url }) as { products: { id: string, available: boolean }[] }).products.filter(({ available }) => available)
  return Promise.all([
    ...Array.from({ length: writers }, (_, index) => order(ask, { ana: ana!, sam: sam! }, product!.id, index, seen, over)),
    ...[
      { url: `${listOrders.url}?limit=1`, headers: ana! },
      { url: listNotifications.url, headers: ana! },
      { url: listStaffOrders.url, headers: sam! },
      { url: listEvents.url, headers: sam! },
    ].map(request => poll(ask, () => request, over)),
    poll(ask, () => ({ url: urlOf(trackOrder, { params: { orderId: [...seen.placed.values()].at(-1) ?? 'ONLINE-000001' } }), headers: ana! }), over),
    signInOften(ask, over),
  ])
}

/** Asks again at the next node until the answer is a success. */
async function acknowledged(ask: Ask, request: Request): Promise<unknown> {
  for (;;) {
    const { status, body } = await ask(request)
    if (status < 300)
      return body
    if (status !== 503)
      throw new Error(`${request.method ?? 'GET'} ${request.url} was answered ${status}: ${JSON.stringify(body)}`)
    await pause(20)
  }
}

async function signIn(ask: Ask, email: string): Promise<Record<string, string>> {
  const { accessToken } = await acknowledged(ask, { method: 'POST', url: logIn.url, body: { email, password: 'orderbeat-demo' } }) as Session
  return { authorization: `Bearer ${accessToken}` }
}

async function signInOften(ask: Ask, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await signIn(ask, 'ben@example.com')
    await pause(300)
  }
}

/** Places orders, each under a key of its own; staff move every third on, and every third is cancelled. */
async function order(ask: Ask, { ana, sam }: Record<'ana' | 'sam', Record<string, string>>, productId: string, index: number, seen: Seen, over: AbortSignal): Promise<void> {
  for (let turn = index; !over.aborted; turn++) {
    const key = randomUUID()
    const body = { items: [{ productId, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card', note: `key ${key}` }
    const { id } = await acknowledged(ask, { method: 'POST', url: placeOrder.url, headers: { ...ana, 'idempotency-key': key }, body }) as Order
    seen.placed.set(key, id)
    const params = { orderId: id }
    if (turn % 3 === 0) {
      await acknowledged(ask, { method: 'PATCH', url: urlOf(updateStaffOrder, { params }), headers: sam, body: { status: 'confirmed' } })
      seen.confirmed.add(id)
    }
    if (turn % 3 === 1) {
      await acknowledged(ask, { method: 'POST', url: urlOf(cancelOrder, { params }), headers: ana, body: {} })
      seen.cancelled.add(id)
    }
  }
}

async function poll(ask: Ask, request: () => Request, over: AbortSignal): Promise<void> {
  let known: { url: string, tag: string | null } | undefined
  while (!over.aborted) {
    const { url, headers } = request()
    const { status, headers: answered } = await ask({ url, headers: { ...headers, ...(known?.url === url && known.tag !== null ? { 'if-none-match': known.tag } : {}) } })
    if (status === 200)
      known = { url, tag: answered.get('etag') }
    await pause(10)
  }
}
