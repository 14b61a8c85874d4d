import type { Order } from '@orderbeat/shared'
import type { QueryClient } from '@tanstack/vue-query'
import { getOrder, listNotifications, listOrders, trackOrder } from '@orderbeat/shared'
import { readAgain } from '../polling/poll-book.ts'
import { isPage } from './order-shapes.ts'

/** On top of every list that is not narrowed down; the others are read again. */
export function addToHistory(queryClient: QueryClient, order: Order): void {
  const { timeline: _, ...listed } = order
  for (const query of queryClient.getQueryCache().findAll({ queryKey: [listOrders.schema.operationId] })) {
    const page = query.state.data
    const narrowed = /[?&](?:status|q|before)=/.test(String(query.queryKey.at(-1)))
    if (isPage(page) && !narrowed && !page.orders.some(({ id }) => id === order.id))
      query.setData({ ...page, orders: [listed, ...page.orders], total: page.total === null ? null : page.total + 1 }, { updatedAt: query.state.dataUpdatedAt, manual: true })
  }
}

/** After one's own change: whatever shows orders or tells of them, in full and at once. */
export function readOrdersAgain(queryClient: QueryClient): void {
  for (const endpoint of [listOrders, getOrder, trackOrder, listNotifications])
    readAgain(queryClient, { queryKey: [endpoint.schema.operationId] })
}
