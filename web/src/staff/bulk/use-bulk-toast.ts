import type { useBulkRun } from './bulk-run.ts'
import { toneOf } from '@orderbeat/shared'
import { useToasts } from '../../notifications/notification-toasts.ts'
import { apiReason } from '../order-refusal.ts'
import { countOf } from './bulk-groups.ts'
import { bulkSummary, undoneSummary } from './bulk-says.ts'
import { bulkWords } from './bulk-words.ts'

/** Tells of a run once its dialog is closed, with the way back for as long as there is one. */
export function useBulkToast(bulk: ReturnType<typeof useBulkRun>): () => void {
  const toasts = useToasts()

  async function undo(batchId: string): Promise<void> {
    try {
      toasts.own(undoneSummary(await bulk.takeBack(batchId)))
    }
    catch (error) {
      toasts.failed(bulkWords.notBack(apiReason(error)))
    }
  }

  return () => {
    const { batchId, results } = bulk.answer.value!
    // By its own id: another run may be looked at by the time that this one is taken back.
    if (batchId !== null && bulk.undone.value === null && countOf(results, 'updated') > 0)
      toasts.offer({ label: bulkWords.undoAll, until: bulk.undoUntil.value, run: () => void undo(batchId) }, bulkSummary(bulk), toneOf(bulk.plan.value.status))
  }
}
