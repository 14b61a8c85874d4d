import type { QueryClient } from '@tanstack/vue-query'
import type { MaybeRefOrGetter } from 'vue'
import type { StaffFilters } from './staff-filters.ts'
import { getStaffOrder, listNotifications, listStaffOrders } from '@orderbeat/shared'
import { toValue } from 'vue'
import { readAgain } from '../polling/poll-book.ts'
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

/** An answer to a write carries no timeline, and somebody may be looking at it. */
export function readStoryAgain(queryClient: QueryClient): void {
  for (const endpoint of [getStaffOrder, listNotifications])
    readAgain(queryClient, { queryKey: [endpoint.schema.operationId] })
}

/** After a run over many orders: its answer says which changed, but not what they are now. */
export function readOrdersAgain(queryClient: QueryClient): void {
  readAgain(queryClient, { queryKey: [listStaffOrders.schema.operationId] })
  readStoryAgain(queryClient)
}
