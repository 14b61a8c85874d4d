import type { BulkOutcome, BulkResult, Order, OrderStatus } from '@orderbeat/shared'
import { problemCode, refusalOf, skippedBy } from '@orderbeat/shared'
import { statusLabel, statusName, whyNot } from '../staff-says.ts'
import { staffWords } from '../staff-words.ts'
import { bulkWords } from './bulk-words.ts'

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
    return order === undefined ? [] : [{ outcome, order, remark: problem ? reasonOf(problem, order, plan.status) : remarkOn(order, outcome, plan.status, stage) }]
  })
  return told
    .map(outcome => ({ outcome, title: bulkWords.groups[outcome][stage](statusName(plan.status), statusLabel(plan.status)), rows: rows.filter(row => row.outcome === outcome) }))
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
  const [from, then] = [statusName(order.status), statusName(to)]
  return stage === 'undone' ? `${then} → ${from}` : `${from} → ${then}`
}

/** Why an order was not moved, or not taken back. The rule is the API's, the words are ours where we know it. */
function reasonOf(problem: NonNullable<BulkResult['problem']>, order: Order, to: OrderStatus): string {
  const code = problemCode(problem)
  if (code === 'order-changed')
    return bulkWords.newerVersion(problem.detail)
  if (code === 'order-not-found')
    return staffWords.noOrder
  if (code === 'undo-refused')
    return staffWords.undoRefused(problem.detail)
  if (code !== 'transition-refused')
    return problem.detail
  return refusalOf(order, to, 'staff') === null ? bulkWords.wouldLeaveOut(skippedBy(order, to).map(statusName).join(', ')) : whyNot(order, to)
}
