import type { Order } from '@orderbeat/shared'
import type { RealShop } from './real-shop.ts'
import { placeOrder, updateStaffOrder } from '@orderbeat/shared'
import { createCaller } from '@orderbeat/shared/client'

/** So long (milliseconds) a customer waits for "Order placed", however often it is tried meanwhile. */
export const customersPatience = 10_000

/** How often a write was sent, and how long (milliseconds) after it was due it was acknowledged; null for not in time. */
export interface DueWrite { tries: number, took: number | null }

/**
 * Places orders and moves them on at a steady rate, whether or not earlier writes are answered, as our client does for tills and
 * pages: what was turned away or got no answer is sent again under its key, and given up when nobody waits for it any more.
 */
export function startDueWrites(shop: RealShop, origin: string, perSecond: number) {
  const writes: DueWrite[] = []
  const placed: Order[] = []
  const underWay = new Set<Promise<void>>()

  async function write(index: number, due: number): Promise<void> {
    const order = index % 2 === 1 ? placed.shift() : undefined
    const written: DueWrite = { tries: 0, took: null }
    writes.push(written)
    const call = createCaller({ origin, bearer: shop.authorization(order === undefined ? 'ana' : 'sam').replace('Bearer ', ''), fetch: (input, init) => {
      written.tries++
      return fetch(input, init)
    } })
    const signal = AbortSignal.timeout(Math.max(0, Math.ceil(due + customersPatience - performance.now())))
    try {
      if (order === undefined)
        placed.push(await call(placeOrder, { body: { items: [{ productId: shop.product, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card', note: `write ${index}` } }, { signal }))
      else
        await call(updateStaffOrder, { params: { orderId: order.id }, body: { status: 'confirmed' } }, { signal })
      written.took = performance.now() - due
    }
    catch {}
  }

  const from = performance.now()
  let next = 0
  const beginning = setInterval(() => {
    for (; from + next * 1000 / perSecond <= performance.now(); next++) {
      const one = write(next, from + next * 1000 / perSecond).finally(() => underWay.delete(one))
      underWay.add(one)
    }
  }, 5)
  return {
    /** All that were due, once each has its end. */
    async stop(): Promise<DueWrite[]> {
      clearInterval(beginning)
      await Promise.all(underWay)
      return writes
    },
  }
}
