import type { OrderStatus } from '@orderbeat/shared'
import type { Shop } from './test-shop.ts'
import { cancelOrder, nextMoves, placeOrder, undoOrder, updateStaffOrder } from '@orderbeat/shared'

const minute = 60_000

/** So many operations of a shop's days, one after the other and the same for a seed: orders, moves, some of them taken back, discounts and cancellations. */
export async function workAtRandom(shop: Shop, operations: number, seed: number): Promise<void> {
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  const ids: string[] = []
  for (let step = 0; step < operations; step++) {
    shop.clock.now += random(3 * 60) * minute
    const orderId = ids[random(ids.length || 1)]
    if (orderId === undefined || random(4) === 0) {
      ids.push((await shop.ana.call(placeOrder, { body: shop.basket({ fulfilment: random(2) ? 'pickup' : 'delivery' }) })).body.id)
      continue
    }
    const order = (await shop.database.stores.orders.find(orderId))!
    const moves: OrderStatus[] = nextMoves(order, 'staff')
    if (random(5) === 0)
      await shop.sam.call(updateStaffOrder, { params: { orderId }, body: { discount: { amount: random(900), reason: 'Luck' } } })
    else if (random(9) === 0)
      await shop.ana.call(cancelOrder, { params: { orderId }, body: null })
    else if (moves.length > 0)
      await moveAndPerhapsBack(shop, orderId, moves[random(moves.length)]!, random(4) === 0)
  }
}

async function moveAndPerhapsBack(shop: Shop, orderId: string, status: OrderStatus, isMistake: boolean): Promise<void> {
  await shop.sam.call(updateStaffOrder, { params: { orderId }, body: { status } })
  shop.clock.now += 5 * minute
  if (isMistake)
    await shop.sam.call(undoOrder, { params: { orderId }, headers: { 'if-match': '*' } })
}
