import type { MaybeRefOrGetter } from 'vue'
import type { StaffFilters } from './staff-filters.ts'
import { getStaffOrder, listStaffOrders } from '@orderbeat/shared'
import { toValue } from 'vue'
import { usePoll } from '../polling/use-poll.ts'
import { queryOf } from './staff-filters.ts'

/** The orders of all customers, a page at a time. Older pages are polled like the first. */
export function useStaffOrders(filters: MaybeRefOrGetter<StaffFilters>) {
  return usePoll(listStaffOrders, () => ({ query: { limit: 50, ...queryOf(toValue(filters)) } }), { keepPrevious: true })
}

/** One order as staff see it, with its full timeline. */
export function useStaffOrder(orderId: MaybeRefOrGetter<string>) {
  return usePoll(getStaffOrder, () => ({ params: { orderId: toValue(orderId) } }))
}
