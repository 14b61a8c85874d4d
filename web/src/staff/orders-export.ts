import type { ExportQuery } from '@orderbeat/shared'
import type { Client } from '../api/client.ts'
import type { StaffFilters } from './staff-filters.ts'
import { exportStaffOrders } from '@orderbeat/shared'
import { ref } from 'vue'
import { useClient } from '../api/client.ts'
import { problemInWords } from '../app/form-problem.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import { queryOf } from './staff-filters.ts'
import { staffWords } from './staff-words.ts'

/** Milliseconds that a large shop's orders may take to come. */
const patience = 120_000

/** Saving what the filters let through as a file. A failure is told in a toast. */
export function useOrdersExport() {
  const client = useClient()
  const toasts = useToasts()
  const pending = ref(false)

  async function save(filters: StaffFilters): Promise<void> {
    pending.value = true
    try {
      saveAs(staffWords.csvName, await readExport(client, filters))
    }
    catch (error) {
      toasts.failed(staffWords.exportFailed(problemInWords(error)))
    }
    finally {
      pending.value = false
    }
  }

  return { save, pending }
}

/** The orders that the filters let through, on all pages, as CSV. The token goes along, which a plain link could not. */
async function readExport(client: Client, filters: StaffFilters): Promise<Blob> {
  const query = queryOf({ ...filters, before: undefined }) as ExportQuery
  const csv: unknown = await client.call(exportStaffOrders, { query }, { patience })
  return new Blob([csv as string], { type: 'text/csv;charset=utf-8' })
}

/** Has the browser save a file. */
function saveAs(name: string, file: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The download has begun by then; without it the file would be held for as long as the page.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
