import type { BulkResult } from '@orderbeat/shared'
import type { useBulkRun } from './bulk-run.ts'
import { countOf } from './bulk-groups.ts'

export function ordersInWords(count: number): string {
  return count === 1 ? '1 order' : `${count} orders`
}

/** What became of taking a run back. */
export function undoneSummary(results: readonly BulkResult[]): string {
  const back = countOf(results, 'updated')
  const which = back < results.length ? `${back} of ${ordersInWords(results.length)}` : back === 1 ? 'The order' : `All ${back} orders`
  return `${which} ${back === 1 ? 'is back to what it was' : 'are back to what they were'}. Customers will see the correction within 60 s.`
}

/** Where a run stands, as a sentence or two. */
export function bulkSummary({ plan, preview, answer, undone }: ReturnType<typeof useBulkRun>): string {
  const { orders, status } = plan.value
  if (undone.value !== null)
    return undoneSummary(undone.value)
  if (answer.value !== null) {
    const moved = countOf(answer.value.results, 'updated')
    return moved === 0 ? 'No order was changed.' : `${moved} of ${ordersInWords(orders.length)} ${moved === 1 ? 'is' : 'are'} now ${status}. Customers will see it within 60 s.`
  }
  if (preview.value === null)
    return ''
  const movable = countOf(preview.value, 'updated')
  return movable === 0 ? `No order can be ${status}. Nothing has been written.` : `${movable} of ${ordersInWords(orders.length)} will be ${status}. Nothing has been written yet.`
}
