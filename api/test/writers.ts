import type { Order } from '@orderbeat/shared'
import type { RealShop } from './real-shop.ts'
import { placeOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'

/** A write that was acknowledged: its key, which order it made or moved, and to which version. */
export interface Acknowledged { key: string, orderId: string, version: number, places: boolean }

const moves = ['confirmed', 'processing', 'ready', 'delivered'] as const

/**
 * Writes orders as so many people at once: each places one and takes it through its life, every write with a key of its own.
 * A write without an answer is sent again under the same key until it has one. The server is where `origin` says; null while it is down.
 */
export function startWriters(shop: RealShop, count: number, origin: () => string | null) {
  const acknowledged: Acknowledged[] = []
  /** How often there was no answer, how often "not now", and how often what had been done without an answer. */
  const told = { unknown: 0, refused: 0, replayed: 0 }
  const wrong: string[] = []
  const end = new AbortController()

  const send = async (path: string, method: string, who: 'ana' | 'sam', key: string, body: object): Promise<Order | null> => {
    const at = origin()
    if (at === null) {
      await rest(10)
      return null
    }
    try {
      const response = await fetch(at + path, {
        method,
        headers: { 'authorization': shop.authorization(who), 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      })
      const answer = await response.json() as Order
      if (response.headers.get('idempotency-replayed') === 'true')
        told.replayed++
      if (response.ok)
        return answer
      if (response.status === 503)
        told.refused++
      else
        wrong.push(`${method} ${path} ${response.status}: ${JSON.stringify(answer)}`)
      await rest(response.status === 503 ? 20 : 1000)
    }
    catch {
      told.unknown++
      await rest(10)
    }
    return null
  }

  const write = async (path: string, method: string, who: 'ana' | 'sam', key: string, body: object, places: boolean): Promise<Order> => {
    for (;;) {
      const order = await send(path, method, who, key, body)
      if (order === null)
        continue
      acknowledged.push({ key, orderId: order.id, version: order.version, places })
      return order
    }
  }

  const work = async (writer: number): Promise<void> => {
    for (let turn = 0; !end.signal.aborted; turn++) {
      const key = `${writer}-${turn}`
      const order = await write(placeOrder.url, 'POST', 'ana', key, { items: [{ productId: shop.product, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card', note: key }, true)
      for (const status of moves) {
        if (!end.signal.aborted)
          await write(urlOf(updateStaffOrder, { params: { orderId: order.id } }), 'PATCH', 'sam', `${key}-${status}`, { status, comment: `${key}-${status}` }, false)
      }
    }
  }
  const working = Array.from({ length: count }, (_, writer) => work(writer))
  return {
    acknowledged,
    told,
    wrong,
    /** Every write that was begun has its answer. The server must be up. */
    async stop(): Promise<void> {
      end.abort()
      await Promise.all(working)
    },
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
