import type { Order, OrderStatus } from '@orderbeat/shared'
import { likelyMove, orderStatuses, skippedBy } from '@orderbeat/shared'
import { statusName, whyNot } from './staff-says.ts'
import { staffWords } from './staff-words.ts'

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
    return { status, current, allowed, remark: current ? staffWords.thereNow : allowed ? skipRemark(order, status) : whyNot(order, status) }
  })
}

/** The step most orders take next, where the API allows it. */
export function nextStepOf(order: Order): OrderStatus | null {
  const likely = likelyMove(order)
  return order.actions.some(({ action, allowed }) => action === likely && allowed) ? likely : null
}

function skipRemark(order: Order, to: OrderStatus): string | null {
  const skipped = skippedBy(order, to)
  return skipped.length > 0 ? staffWords.leavesOut(skipped.map(statusName).join(', ')) : null
}
