import type { ComputedRef } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import type { Narrowing, StaffFilters } from './staff-filters.ts'
import { computed } from 'vue'
import { useAddressQuery } from '../app/address-query.ts'
import { filtersOf, queryOf } from './staff-filters.ts'

const cleared = { status: undefined, paymentStatus: undefined, fulfilment: undefined, q: undefined, from: undefined, to: undefined, before: undefined }

interface FilterAddress {
  filters: ComputedRef<StaffFilters>
  narrow: (changed: Narrowing) => void
  /** Takes the filters away; the sort stays. */
  clear: () => void
  /** The page that begins at a cursor; undefined is the first. */
  pageAt: (cursor: string | undefined) => RouteLocationRaw
}

/** The filters of the console's list, kept in its address. */
export function useFilterAddress(): FilterAddress {
  const address = useAddressQuery()
  const filters = computed(() => filtersOf(address.query.value))

  return {
    filters,
    /** Narrowing starts on the first page again. */
    narrow: changed => address.change({ ...cleared, ...queryOf({ ...filters.value, ...changed }) as Record<string, string>, before: undefined }),
    clear: () => address.change(cleared),
    pageAt: cursor => ({ name: 'staff-orders', query: queryOf({ ...filters.value, before: cursor }) as Record<string, string> }),
  }
}
