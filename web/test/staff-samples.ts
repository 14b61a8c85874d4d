import type { Order, OrderStatus } from '@orderbeat/shared'
import type { SampleOptions } from './samples.ts'
import { orderStatuses, refusalOf } from '@orderbeat/shared'
import { reply } from './fake-api.ts'
import { anOrder } from './samples.ts'

/** An order as staff see it: `actions` names every status that could be written. */
export function aStaffOrder(moves: OrderStatus[] = [], options: SampleOptions = {}, parts: Partial<Order> = {}): Order {
  const order = { ...anOrder(moves, options), ...parts }
  const actions = orderStatuses.filter(status => status !== 'pending' && status !== order.status).map((action) => {
    const reason = refusalOf(order, action, 'staff')
    return { action, allowed: reason === null, ...(reason !== null && { reason }) }
  })
  return { ...order, actions }
}

/** The refusal of a write that was meant for an older version. */
export function changedTo(order: Order) {
  return reply({ status: 412, body: { type: '/problems/order-changed', title: 'The order has changed meanwhile', status: 412, detail: `The order is at version ${order.version} now.`, instance: 'test', order } })
}

/** The refusal of a move that the rules forbid. */
export function refusedBecause(detail: string) {
  return reply({ status: 409, body: { type: '/problems/transition-refused', title: 'The order cannot go there', status: 409, detail, instance: 'test', from: 'pending', to: 'confirmed', allowed: [] } })
}
