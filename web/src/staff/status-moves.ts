import type { Order, OrderStatus } from '@orderbeat/shared'
import { likelyMove, orderStatuses, refusalOf, skippedBy } from '@orderbeat/shared'

/** A status as a choice for one order: allowed, or the reason why not. */
export interface StatusMove {
  status: OrderStatus
  current: boolean
  allowed: boolean
  /** Why not, or what choosing it leaves out. */
  remark: string | null
}

/** Every status as a choice. The API has the word: `actions` says what is allowed. */
export function movesOf(order: Order): StatusMove[] {
  return orderStatuses.map((status) => {
    const current = status === order.status
    const action = order.actions.find(one => one.action === status)
    const allowed = !current && action?.allowed === true
    return { status, current, allowed, remark: current ? 'The order is there now.' : allowed ? skipRemark(order, status) : action?.reason ?? refusalOf(order, status, 'staff') }
  })
}

/** The step most orders take next, where the API allows it. */
export function nextStepOf(order: Order): OrderStatus | null {
  const likely = likelyMove(order)
  return order.actions.some(({ action, allowed }) => action === likely && allowed) ? likely : null
}

function skipRemark(order: Order, to: OrderStatus): string | null {
  const skipped = skippedBy(order, to)
  return skipped.length > 0 ? `Leaves out: ${skipped.join(', ')}.` : null
}

/** A step as what one does with the order: the words on its button. */
export const stepWords = {
  pending: 'Reopen',
  confirmed: 'Confirm',
  processing: 'Start preparing',
  ready: 'Mark ready',
  shipped: 'Mark shipped',
  delivered: 'Mark delivered',
  paid: 'Mark paid',
  cancelled: 'Cancel order',
} as const satisfies Record<OrderStatus, string>
