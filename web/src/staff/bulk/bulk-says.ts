import type { BulkResult } from '@orderbeat/shared'
import type { useBulkRun } from './bulk-run.ts'
import { statusName } from '../staff-says.ts'
import { countOf } from './bulk-groups.ts'
import { bulkWords } from './bulk-words.ts'

/** What became of taking a run back. */
export function undoneSummary(results: readonly BulkResult[]): string {
  const back = countOf(results, 'updated')
  return back < results.length ? bulkWords.backOf(back, results.length) : bulkWords.back(back)
}

/** Where a run stands, as a sentence or two. */
export function bulkSummary({ plan, preview, answer, undone }: ReturnType<typeof useBulkRun>): string {
  const { orders } = plan.value
  const status = statusName(plan.value.status)
  if (undone.value !== null)
    return undoneSummary(undone.value)
  if (answer.value !== null) {
    const moved = countOf(answer.value.results, 'updated')
    return moved === 0 ? bulkWords.noneMoved : bulkWords.moved(moved, orders.length, status)
  }
  if (preview.value === null)
    return ''
  const movable = countOf(preview.value, 'updated')
  return movable === 0 ? bulkWords.noneMovable(status) : bulkWords.movable(movable, orders.length, status)
}
