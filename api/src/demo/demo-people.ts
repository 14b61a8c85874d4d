import type { Order, Session } from '@orderbeat/shared'
import type { Caller, CallerParts, ClientWorld } from '@orderbeat/shared/client'
import { listProducts, logIn, placeOrder } from '@orderbeat/shared'
import { createCaller } from '@orderbeat/shared/client'
import { basketOf, demoOrders, demoPassword } from './demo-shop.ts'

export type DemoCustomers = ReturnType<typeof createDemoCustomers>

/** Signs in as one of the demo's people. Throws OrderbeatError and UnreachableError. */
export function signIn(shop: Omit<CallerParts, 'bearer'>, email: string): Promise<Session> {
  return createCaller(shop)(logIn, { body: { email, password: demoPassword } })
}

/** A token is renewed when it holds for less than this: milliseconds. */
const spare = 60_000

/** Customers who go on ordering what they have ordered before, one after the other. */
export function createDemoCustomers(shop: ClientWorld & { origin: string }) {
  const sessions = new Map<string, Session>()
  let turn = 0

  async function callerOf(email: string): Promise<Caller> {
    const held = sessions.get(email)
    const session = held !== undefined && Date.parse(held.expiresAt) - spare > shop.now() ? held : await signIn(shop, email)
    sessions.set(email, session)
    return createCaller({ ...shop, bearer: session.accessToken })
  }

  return {
    /** Throws OrderbeatError, for instance when the shop does not sell this any more, and UnreachableError. */
    async order(signal: AbortSignal): Promise<Order> {
      const basket = demoOrders[turn++ % demoOrders.length]!
      const call = await callerOf(basket.customer)
      const { products } = await call(listProducts, undefined, { signal })
      return call(placeOrder, { body: basketOf(basket, new Map(products.map(({ sku, id }) => [sku, id]))) }, { signal })
    },
  }
}
