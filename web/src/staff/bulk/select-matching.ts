import type { Order } from '@orderbeat/shared'
import type { StaffFilters } from '../staff-filters.ts'
import type { Selection } from './selection.ts'
import { listStaffOrders } from '@orderbeat/shared'
import { readonly, ref } from 'vue'
import { useClient } from '../../api/client.ts'
import { problemInWords } from '../../app/form-problem.ts'
import { queryOf } from '../staff-filters.ts'
import { bulkWords } from './bulk-words.ts'

const pageSize = 100

/** Selecting everything that the filters let through, read page by page until the selection is full. */
export function useSelectMatching(selection: Selection) {
  const client = useClient()
  const pending = ref(false)
  /** Why not everything is selected, or ''. */
  const remark = ref('')
  let turn = 0

  async function selectMatching(filters: StaffFilters): Promise<void> {
    const own = ++turn
    pending.value = true
    remark.value = ''
    try {
      for await (const orders of pagesOf(filters)) {
        if (own !== turn)
          return
        selection.set(orders, true)
        if (selection.full)
          return
      }
    }
    catch (error) {
      if (own === turn)
        remark.value = bulkWords.notAllRead(problemInWords(error))
    }
    finally {
      if (own === turn)
        pending.value = false
    }
  }

  async function* pagesOf(filters: StaffFilters): AsyncGenerator<Order[]> {
    let before: string | undefined
    do {
      const page = await client.call(listStaffOrders, { query: { ...queryOf({ ...filters, before }), limit: pageSize } })
      yield page.orders
      before = page.nextCursor ?? undefined
    } while (before !== undefined)
  }

  /** Stops reading: the person wants something else. */
  function stop(): void {
    turn++
    pending.value = false
    remark.value = ''
  }

  return { selectMatching, stop, pending: readonly(pending), remark: readonly(remark) }
}
