import type { FulfilmentStatus, OrderStatus, Progress } from './order-status.ts'
import { fulfilmentStatuses, rankOf } from './order-status.ts'

/**
 * The order without its milestone `taken`, as it was before that: `from` is the status it had then. An undo is no move, so the
 * rules of moves do not hold for it.
 */
export function reverted(order: Progress, taken: OrderStatus, from: OrderStatus): Progress {
  const { [taken]: _, ...milestones } = order.milestones
  const paid = 'paid' in milestones
  return {
    status: from,
    fulfilmentStatus: highestOf(milestones),
    paymentStatus: !paid ? 'unpaid' : 'cancelled' in milestones ? 'refund_due' : 'paid',
    fulfilment: order.fulfilment,
    milestones,
  }
}

function highestOf(milestones: Progress['milestones']): FulfilmentStatus {
  if ('cancelled' in milestones)
    return 'cancelled'
  return fulfilmentStatuses.filter(status => status in milestones).toSorted((one, other) => rankOf(other)! - rankOf(one)!)[0]!
}
