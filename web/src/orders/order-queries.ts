import type { Input, Order, OrderStatus, PlaceOrderBody } from '@orderbeat/shared'
import type { QueryClient } from '@tanstack/vue-query'
import type { MaybeRefOrGetter } from 'vue'
import type { PollOptions } from '../polling/use-poll.ts'
import { cancelOrder, getOrder, listNotifications, listOrders, placeOrder, trackOrder } from '@orderbeat/shared'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { toValue } from 'vue'
import { ApiError, useClient } from '../api/client.ts'
import { ownAction } from '../notifications/own-actions.ts'
import { readAgain } from '../polling/poll-book.ts'
import { lastAsked } from '../polling/poll-schedule.ts'
import { usePoll } from '../polling/use-poll.ts'
import { useSession } from '../session/session-store.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import { knownOrders, learnOrder } from './order-cache.ts'
import { isPage } from './order-shapes.ts'
import { trackingOf } from './order-tracking.ts'

export interface HistoryFilters {
  status?: OrderStatus | undefined
  q?: string | undefined
  limit?: number | undefined
}

/** The orders of the person who is signed in, newest first. */
export function useOrderHistory(filters: MaybeRefOrGetter<HistoryFilters> = {}, options: PollOptions = {}) {
  const input = () => ({ query: toValue(filters) }) as Input<typeof listOrders>
  return usePoll(listOrders, input, { keepPrevious: true, ...options })
}

/** One of their orders, with its timeline. */
export function useOrder(orderId: MaybeRefOrGetter<string>, options: PollOptions = {}) {
  return usePoll(getOrder, () => ({ params: { orderId: toValue(orderId) } }), options)
}

/**
 * Where one of their orders is. It starts with what a list or the order's page shows already, and rests for as long as
 * their answers tell that it is current.
 */
export function useTracking(orderId: MaybeRefOrGetter<string>, options: PollOptions = {}) {
  const queryClient = useQueryClient()
  const session = useSession()
  const known = () => knownOrders(queryClient, session.account?.id ?? null, toValue(orderId))
  return usePoll(trackOrder, () => ({ params: { orderId: toValue(orderId) } }), options, {
    seed() {
      const [newest] = known()
      const askedAt = newest && lastAsked(newest.record)
      return askedAt == null ? undefined : { data: trackingOf(newest!.order), askedAt }
    },
    alongside: () => known().map(({ record }) => record),
  })
}

/** Places an order: `mutateAsync(body)`. However often it is sent, it is placed once. */
export function usePlaceOrder() {
  const client = useClient()
  const queryClient = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: PlaceOrderBody) => client.call(placeOrder, { body, headers: { 'idempotency-key': key.value } }),
    onSuccess(order) {
      key.renew()
      addToHistory(queryClient, order)
      readOrdersAgain(queryClient)
    },
    onError(error) {
      // The first try did arrive, with another basket: it is in the history, and the next try is another order.
      if (error instanceof ApiError && error.code === 'idempotency-mismatch') {
        key.renew()
        readOrdersAgain(queryClient)
      }
    },
  })
}

export interface CancelOrderRequest {
  orderId: string
  reason?: string | undefined
  /** The version that was seen: the order is only cancelled while it is that. */
  version?: number | undefined
}

/** Cancels one of their orders: `mutateAsync({ orderId, reason })`. */
export function useCancelOrder() {
  const client = useClient()
  const queryClient = useQueryClient()
  const key = useIdempotencyKey()
  return useMutation({
    mutationFn: ({ orderId, reason, version }: CancelOrderRequest) => client.call(cancelOrder, {
      params: { orderId },
      body: reason ? { reason } : {},
      headers: { 'idempotency-key': key.value, ...(version !== undefined && { 'if-match': `"${version}"` }) },
    }),
    // Before the answer: a poll may bring the notification sooner.
    onMutate: ({ orderId }) => ownAction(orderId, 'order.cancelled'),
    onSuccess(order) {
      key.renew()
      learnOrder(queryClient, order)
      readOrdersAgain(queryClient)
    },
    onError(error, _request, takeBack) {
      takeBack?.()
      if (!(error instanceof ApiError))
        return
      key.renew()
      // A refusal says that the order is not what is shown.
      readOrdersAgain(queryClient)
    },
  })
}

/** On top of every list that is not narrowed down; the others are read again. */
function addToHistory(queryClient: QueryClient, order: Order): void {
  const { timeline: _, ...listed } = order
  for (const query of queryClient.getQueryCache().findAll({ queryKey: [listOrders.schema.operationId] })) {
    const page = query.state.data
    const narrowed = /[?&](?:status|q|before)=/.test(String(query.queryKey.at(-1)))
    if (isPage(page) && !narrowed && !page.orders.some(({ id }) => id === order.id))
      query.setData({ ...page, orders: [listed, ...page.orders], total: page.total === null ? null : page.total + 1 }, { updatedAt: query.state.dataUpdatedAt, manual: true })
  }
}

/** After one's own change: whatever shows orders or tells of them, in full and at once. */
function readOrdersAgain(queryClient: QueryClient): void {
  for (const endpoint of [listOrders, getOrder, trackOrder, listNotifications])
    readAgain(queryClient, { queryKey: [endpoint.schema.operationId] })
}
