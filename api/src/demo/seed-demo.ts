import type { OrderParts } from '../orders/order-parts.ts'
import type { Passwords } from '../sessions/passwords.ts'
import type { DemoOrder } from './demo-shop.ts'
import { placeOrder } from '../orders/place-order.ts'
import { createStaffOrderService } from '../orders/staff-order-service.ts'
import { basketOf, demoAccounts, demoOrders, demoPassword, demoProducts } from './demo-shop.ts'

const minute = 60_000

/**
 * Fills an empty database with the demo shop, through the same services that everybody uses: its orders have events,
 * notifications and numbers like any other. Does nothing where there is an account already.
 */
export async function seedDemo(parts: OrderParts & { passwords: Passwords }): Promise<void> {
  const { database, clock, newId, passwords } = parts
  if (!await database.stores.accounts.isEmpty())
    return
  const passwordHash = await passwords.hash(demoPassword)
  const first = await database.write(async (stores) => {
    for (const account of demoAccounts) {
      if (!await stores.accounts.insert({ ...account, id: newId(), passwordHash, disabled: false }, clock()))
        return false
    }
    for (const product of demoProducts)
      await stores.products.put({ ...product, id: newId() })
    return true
  })
  // Another node that starts at the same moment fills it.
  if (!first)
    return
  for (const order of demoOrders)
    await live(parts, order)
}

/** Places an order at its time in the past and takes it through its life. */
async function live(parts: OrderParts, order: DemoOrder): Promise<void> {
  const { database } = parts
  let now = parts.clock() - order.minutesAgo * minute
  const then = { ...parts, clock: () => now, log: { info: () => {}, error: () => {} } }
  const customer = await database.stores.accounts.findByEmail(order.customer)
  const sam = await database.stores.accounts.findByEmail('sam@example.com')
  const ids = new Map((await database.stores.products.list()).map(product => [product.sku, product.id]))
  const { answer: { id } } = await placeOrder(then, customer!.id, basketOf(order, ids), null)
  for (const [status, minutesLater] of order.life) {
    now += minutesLater * minute
    const tracking = status === 'shipped' && order.trackingNumber !== undefined ? { trackingNumber: order.trackingNumber } : {}
    await createStaffOrderService(then).update({ kind: 'staff', id: sam!.id, name: sam!.name }, id, { status, ...tracking }, undefined, null)
  }
}
