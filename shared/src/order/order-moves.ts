import type { FulfilmentStatus, OrderStatus, Progress } from './order-status.ts'
import { isOptional, isOver, orderStatuses, pathOf, rankOf } from './order-status.ts'

/** Who wants to move an order. Staff stands for admins and machine keys too. */
export type Mover = 'customer' | 'staff'

/**
 * Why `mover` may not write `to` on this order, as a sentence for people, or null when the move is legal.
 * Writing the status an order already has is no move and is not asked here.
 */
export function refusalOf(order: Progress, to: OrderStatus, mover: Mover): string | null {
  if (order.status === 'cancelled')
    return 'A cancelled order stays cancelled.'
  if (to === 'cancelled')
    return refusalToCancel(order, mover)
  if (mover === 'customer')
    return 'Only the shop moves an order on.'
  if (to in order.milestones)
    return `The order has been ${to} before.`
  return to === 'paid' ? null : refusalToAdvance(order, to)
}

function refusalToCancel(order: Progress, mover: Mover): string | null {
  if (order.fulfilmentStatus === 'delivered')
    return 'A delivered order can no longer be cancelled.'
  if (mover === 'staff' || order.status === 'pending')
    return null
  return order.status === 'paid'
    ? 'The order is paid: ask the shop to cancel it.'
    : 'The shop has started on this order: ask it to cancel.'
}

function refusalToAdvance(order: Progress, to: FulfilmentStatus): string | null {
  if (!pathOf(order.fulfilment).includes(to))
    return `An order for ${order.fulfilment} is never ${to}.`
  if (rankOf(to)! < rankOf(order.fulfilmentStatus)!)
    return `The order is already ${order.fulfilmentStatus}: it never goes back.`
  return null
}

/** The statuses that `mover` may write next, in the order of the table. */
export function nextMoves(order: Progress, mover: Mover): OrderStatus[] {
  return orderStatuses.filter(to => to !== order.status && refusalOf(order, to, mover) === null)
}

/** The step most orders take next: the next one on the path, then payment, then nothing. */
export function likelyMove(order: Progress): OrderStatus | null {
  if (isOver(order))
    return null
  const moves = nextMoves(order, 'staff')
  return pathOf(order.fulfilment).find(status => moves.includes(status)) ?? (moves.includes('paid') ? 'paid' : null)
}

/** The steps between where the order is and `to` that were neither taken nor optional. */
export function skippedBy(order: Progress, to: OrderStatus): OrderStatus[] {
  const rank = rankOf(to)
  if (rank === null)
    return []
  const reached = rankOf(order.fulfilmentStatus)!
  return pathOf(order.fulfilment).filter(status =>
    rankOf(status)! > reached && rankOf(status)! < rank && !isOptional(status))
}

/** The order after a legal move at `at` (ISO 8601). It changes nothing itself. */
export function moved(order: Progress, to: OrderStatus, at: string): Progress {
  return {
    status: to,
    fulfilmentStatus: to === 'paid' ? order.fulfilmentStatus : to,
    paymentStatus: paymentAfter(order, to),
    fulfilment: order.fulfilment,
    milestones: { ...order.milestones, [to]: at },
  }
}

function paymentAfter(order: Progress, to: OrderStatus): Progress['paymentStatus'] {
  if (to === 'paid')
    return 'paid'
  return to === 'cancelled' && order.paymentStatus === 'paid' ? 'refund_due' : order.paymentStatus
}

/** An order as it is right after it was placed. */
export function placed(fulfilment: Progress['fulfilment'], at: string): Progress {
  return { status: 'pending', fulfilmentStatus: 'pending', paymentStatus: 'unpaid', fulfilment, milestones: { pending: at } }
}
