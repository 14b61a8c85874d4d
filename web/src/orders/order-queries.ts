import type { Input, OrderStatus, PlaceOrderBody } from '@orderbeat/shared'
import type { MaybeRefOrGetter } from 'vue'
import type { PollOptions } from '../polling/use-poll.ts'
import { getOrder, listOrders, placeOrder, trackOrder } from '@orderbeat/shared'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { toValue } from 'vue'
import { ApiError, useClient } from '../api/client.ts'
import { lastAsked } from '../polling/poll-schedule.ts'
import { usePoll } from '../polling/use-poll.ts'
import { useSession } from '../session/session-store.ts'
import { useIdempotencyKey } from './idempotency-key.ts'
import { knownOrders } from './order-cache.ts'
import { trackingOf } from './order-tracking.ts'
import { addToHistory, readOrdersAgain } from './own-change.ts'

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
      // What could not be asked for is as old as its last answer.
      const cutOff = newest?.record.failure === 'unanswered'
      const askedAt = newest && (cutOff ? newest.record.answeredAt : lastAsked(newest.record))
      return askedAt == null ? undefined : { data: trackingOf(newest!.order), askedAt, cutOff }
    },
    alongside: () => known().map(({ record }) => record),
  })
}

/** Places an order here and now: `mutateAsync(body)`. However often it is sent, it is placed once. Customers use the outbox. */
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
