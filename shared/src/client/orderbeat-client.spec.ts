import type { OrderPage } from '../contract/orders.ts'
import type { Problem } from '../contract/problem.ts'
import type { Order } from '../order/order.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { logIn } from '../contract/sessions.ts'
import { createCaller, createOrderbeatClient, OrderbeatError, UnreachableError } from './orderbeat-client.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Reply = () => Response | Promise<Response>

const order = { id: 'o-1', number: 'ONLINE-000042', version: 3 } as Order
const ok = (body: unknown): Reply => () => Response.json(body)
const lost: Reply = () => Promise.reject(new TypeError('fetch failed'))
function refuse(code: string, status: number, headers: Record<string, string> = {}, members: object = {}): Reply {
  return () =>
    Response.json({ type: `/problems/${code}`, title: code, status, detail: 'Because.', instance: 'r-1', ...members }, { status, headers: { 'content-type': 'application/problem+json', ...headers } })
}

/** A till at a shop that answers with these, the last one for ever; what it asked and how long it paused is kept. */
function tillAt(...replies: Reply[]) {
  const asked: Request[] = []
  const pauses: number[] = []
  const parts = {
    origin: 'http://shop.test/',
    fetch: async (url: string | URL | Request, init?: RequestInit) => {
      asked.push(new Request(url, init))
      return (replies.length > 1 ? replies.shift() : replies[0])!()
    },
    pause: async (milliseconds: number) => void pauses.push(milliseconds),
    random: () => 0,
    now: () => Date.parse('2026-11-20T09:00:00.000Z'),
  }
  return { till: createOrderbeatClient({ key: 'obk_secret', ...parts }), call: createCaller(parts), asked, pauses }
}

const keysOf = (asked: Request[]) => asked.map(request => request.headers.get('idempotency-key'))

describe('a till', () => {
  it('lists orders, with its key and what it asks for', async () => {
    const page: OrderPage = { orders: [], total: 0, nextCursor: null }
    const { till, asked } = tillAt(ok(page))
    expect(await till.orders({ status: 'pending,confirmed', limit: 5 })).toEqual(page)
    expect(asked[0]!.url).toBe('http://shop.test/api/v1/staff/orders?status=pending%2Cconfirmed&limit=5')
    expect(Object.fromEntries(asked[0]!.headers)).toEqual({ authorization: 'Bearer obk_secret' })
  })

  it('finds an order by its number', async () => {
    const { till, asked } = tillAt(ok(order))
    expect(await till.order('ONLINE-000042')).toEqual(order)
    expect(asked[0]!.url).toBe('http://shop.test/api/v1/staff/orders/ONLINE-000042')
  })

  it('moves an order on as it was seen, with a key of its own for each move', async () => {
    const { till, asked } = tillAt(ok(order))
    await till.move(order, 'shipped', { trackingNumber: 'OB-1' })
    await till.move(order, 'shipped')
    const [request] = asked
    expect([request!.method, new URL(request!.url).pathname, request!.headers.get('if-match')]).toEqual(['PATCH', '/api/v1/staff/orders/o-1', '"3"'])
    expect(await request!.json()).toEqual({ status: 'shipped', trackingNumber: 'OB-1' })
    expect(keysOf(asked)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect(new Set(keysOf(asked)).size).toBe(2)
  })

  it('takes a change back', async () => {
    const { till, asked } = tillAt(ok(order))
    await till.undo(order)
    expect([asked[0]!.method, new URL(asked[0]!.url).pathname, asked[0]!.headers.get('if-match'), await asked[0]!.text()]).toEqual(['POST', '/api/v1/staff/orders/o-1/undo', '"3"', ''])
    expect(keysOf(asked)).toEqual([expect.any(String)])
  })

  it('gets a problem as an error with its code and everything it says', async () => {
    const { till, asked } = tillAt(refuse('order-changed', 412, {}, { order }))
    const error = await till.move(order, 'shipped').catch((error: unknown) => error as OrderbeatError)
    expect(error).toBeInstanceOf(OrderbeatError)
    expect(error).toMatchObject({ code: 'order-changed', status: 412, message: 'Because.', problem: { instance: 'r-1', order } satisfies Partial<Problem> })
    expect(asked).toHaveLength(1)
  })
})

describe('a write without an answer', () => {
  it('is sent again under the same key, later each time', async () => {
    const { till, asked, pauses } = tillAt(lost, () => new Response('<html>', { status: 502 }), () => new Response('{"id":', { headers: { 'content-type': 'application/json' } }), ok(order))
    expect(await till.move(order, 'shipped')).toEqual(order)
    expect(pauses).toEqual([1000, 2000, 4000])
    expect(new Set(keysOf(asked)).size).toBe(1)
    expect(await Promise.all(asked.map(request => request.text()))).toEqual(Array.from({ length: 4 }).fill('{"status":"shipped"}'))
  })

  it('waits as long as the shop asks, in seconds or until an instant, and for the first one that is still running', async () => {
    const { till, asked, pauses } = tillAt(
      refuse('unavailable', 503, { 'retry-after': '7' }),
      refuse('too-many-requests', 429, { 'retry-after': 'Fri, 20 Nov 2026 09:00:20 GMT' }),
      refuse('idempotency-in-flight', 409),
      ok(order),
    )
    await till.move(order, 'shipped')
    expect(pauses).toEqual([7000, 20_000, 4000])
    expect(new Set(keysOf(asked)).size).toBe(1)
  })

  it('is given up after five times, or when it would wait for longer than a minute', async () => {
    const { till, asked } = tillAt(lost)
    await expect(till.move(order, 'shipped')).rejects.toThrow(new UnreachableError('http://shop.test cannot be reached'))
    expect(asked).toHaveLength(5)
    const patient = tillAt(refuse('unavailable', 503, { 'retry-after': '3600' }))
    await expect(patient.till.move(order, 'shipped')).rejects.toMatchObject({ code: 'unavailable', retryAfter: 3600 })
    expect(patient.pauses).toEqual([])
  })

  it('is sent once where twice could do harm', async () => {
    const { call, asked } = tillAt(lost)
    await expect(call(logIn, { body: { email: 'ana@example.com', password: 'secret' } })).rejects.toThrow(UnreachableError)
    expect(asked).toHaveLength(1)
    expect(Object.fromEntries(asked[0]!.headers)).toEqual({ 'content-type': 'application/json' })
  })
})

describe('a call', () => {
  it('is not refused by somebody who is no shop', async () => {
    const { till } = tillAt(() => Response.json({ error: 'no' }, { status: 404 }))
    await expect(till.order('o-1', { attempts: 1 })).rejects.toThrow(new UnreachableError('An answer with status 404 that is not Orderbeat\'s'))
  })

  it('waits 10 s for its answer and leaves no timer behind', async () => {
    const { till, asked } = tillAt(() => new Promise((_, reject) => asked.at(-1)!.signal.addEventListener('abort', () => reject(new Error('aborted')))))
    const outcome = expect(till.order('o-1', { attempts: 1 })).rejects.toThrow(new UnreachableError('No answer within 10 s'))
    await vi.advanceTimersByTimeAsync(10_000)
    await outcome
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends with the reason of whoever gives it up, on its way or while it pauses', async () => {
    const leaving = new AbortController()
    const { till, asked } = tillAt(() => new Promise((_, reject) => asked.at(-1)!.signal.addEventListener('abort', () => reject(new Error('aborted')))))
    const outcome = expect(till.order('o-1', { signal: leaving.signal })).rejects.toBe('closing time')
    await vi.advanceTimersByTimeAsync(1000)
    leaving.abort('closing time')
    await outcome

    const closing = new AbortController()
    const pausing = createOrderbeatClient({ origin: 'http://shop.test', key: 'obk_secret', fetch: lost as typeof fetch })
    const refused = expect(pausing.order('o-1', { signal: closing.signal })).rejects.toBe('closing time')
    await vi.advanceTimersByTimeAsync(100)
    closing.abort('closing time')
    await refused
    expect(vi.getTimerCount()).toBe(0)
  })
})
