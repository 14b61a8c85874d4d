import type { Order, OrderStatus, PaymentMethod } from '@orderbeat/shared'
import type { OrderbeatClient } from '@orderbeat/shared/client'
import type { DemoCustomers } from './demo-people.ts'
import { fulfilmentStatuses, isOver, likelyMove } from '@orderbeat/shared'
import { OrderbeatError } from '@orderbeat/shared/client'

/** With fewer open orders than this there is soon nothing to see. */
const enough = 5

/**
 * What the demo's till does at each turn: it moves the order that has waited longest, or has a customer order when few
 * are open, never twice in a row. Gives the line to tell of it. Throws OrderbeatError and UnreachableError.
 */
export function createTurns(till: OrderbeatClient, customers: DemoCustomers | null, signal: AbortSignal): () => Promise<string> {
  let justOrdered = false
  return async () => {
    const open = await openOrders(till, signal)
    justOrdered = customers !== null && !justOrdered && open.length < enough
    if (justOrdered) {
      const { number, customer } = await customers!.order(signal)
      return `${number} placed by ${customer.name}`
    }
    const [next] = open.sort((one, other) => one.updatedAt.localeCompare(other.updatedAt))
    return next === undefined ? 'No order is open: place one as a customer.' : await moveOn(till, next, signal)
  }
}

const openFirst = { sort: 'placedAt', limit: 100 } as const
const onTheirWay = fulfilmentStatuses.filter(status => status !== 'delivered' && status !== 'cancelled').join()

async function openOrders(till: OrderbeatClient, signal: AbortSignal): Promise<Order[]> {
  const pages = await Promise.all([
    till.orders({ fulfilmentStatus: onTheirWay, ...openFirst }, { signal }),
    till.orders({ fulfilmentStatus: 'delivered', paymentStatus: 'unpaid', ...openFirst }, { signal }),
  ])
  return pages.flatMap(({ orders }) => orders).filter(order => !isOver(order))
}

/** When the money usually comes. */
const paidAfter: Record<PaymentMethod, OrderStatus> = { card: 'confirmed', bank_transfer: 'processing', cash_on_delivery: 'delivered' }

async function moveOn(till: OrderbeatClient, order: Order, signal: AbortSignal): Promise<string> {
  const pays = order.paymentStatus === 'unpaid' && paidAfter[order.paymentMethod] in order.milestones
  const to = pays ? 'paid' : likelyMove(order)!
  try {
    await till.move(order, to, to === 'shipped' ? { trackingNumber: order.number.replace('ONLINE', 'OB') } : {}, { signal })
    return `${order.number} ${order.status} → ${to}`
  }
  catch (error) {
    if (error instanceof OrderbeatError && (error.code === 'order-changed' || error.code === 'transition-refused'))
      return `${order.number} left alone, somebody else has just changed it`
    throw error
  }
}
