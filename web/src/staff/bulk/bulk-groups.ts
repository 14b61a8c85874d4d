import type { BulkOutcome, BulkResult, Order, OrderStatus } from '@orderbeat/shared'
import { refusalOf, skippedBy, staffStatusLabel } from '@orderbeat/shared'

/** What a run is about: the orders as they were seen, and where they shall go. */
export interface BulkPlan { orders: readonly Order[], status: OrderStatus }

/** Orders of a run with which the same happens, or happened. */
export interface BulkGroup {
  outcome: BulkOutcome
  title: string
  rows: { order: Order, remark: string }[]
}

export type BulkStage = 'preview' | 'result' | 'undone'

/** The order in which groups are told: what needs a look before what is as it should be. */
const told = ['updated', 'refused', 'changed', 'not-found', 'unchanged'] as const satisfies BulkOutcome[]

/** The outcomes of a run in groups, those without a row left out. */
export function groupsOf(plan: BulkPlan, results: readonly BulkResult[], stage: BulkStage): BulkGroup[] {
  const orders = new Map(plan.orders.map(order => [order.id, order]))
  const rows = results.flatMap(({ orderId, outcome, problem }) => {
    const order = orders.get(orderId)
    return order === undefined ? [] : [{ outcome, order, remark: problem?.detail ?? remarkOn(order, outcome, plan.status, stage) }]
  })
  return told
    .map(outcome => ({ outcome, title: titleOf(outcome, stage, plan.status), rows: rows.filter(row => row.outcome === outcome) }))
    .filter(group => group.rows.length > 0)
}

export function countOf(results: readonly BulkResult[], outcome: BulkOutcome): number {
  return results.filter(result => result.outcome === outcome).length
}

/** How many of a preview are refused for nothing but a step that they would leave out. */
export function refusedForSkips(plan: BulkPlan, results: readonly BulkResult[]): number {
  const refused = new Set(results.filter(({ outcome }) => outcome === 'refused').map(({ orderId }) => orderId))
  return plan.orders.filter(order => refused.has(order.id) && refusalOf(order, plan.status, 'staff') === null && skippedBy(order, plan.status).length > 0).length
}

function remarkOn(order: Order, outcome: BulkOutcome, to: OrderStatus, stage: BulkStage): string {
  if (outcome !== 'updated')
    return ''
  return stage === 'undone' ? `${to} → ${order.status}` : `${order.status} → ${to}`
}

function titleOf(outcome: BulkOutcome, stage: BulkStage, status: OrderStatus): string {
  const label = staffStatusLabel(status)
  const titles = {
    'updated': { preview: `Will be ${label.toLowerCase()}`, result: `Now ${label.toLowerCase()}`, undone: 'Taken back' }[stage],
    'unchanged': stage === 'preview' ? `${label} already` : `Were ${label.toLowerCase()} already`,
    'refused': { preview: 'Will be refused', result: 'Refused', undone: 'Could not be taken back' }[stage],
    'changed': stage === 'preview' ? 'Changed since you saw them' : 'Left alone: changed since you saw them',
    'not-found': 'Not found',
  } as const satisfies Record<BulkOutcome, string>
  return titles[outcome]
}
