import type { Order, UpdateOrderBody } from '@orderbeat/shared'
import type { OrderChange } from './order-changes.ts'
import { getStaffOrder, listNotifications, toneOf, updateStaffOrder } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { ref, shallowRef } from 'vue'
import { ApiError, useClient } from '../api/client.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import { useIdempotencyKey } from '../orders/idempotency-key.ts'
import { learnOrder } from '../orders/order-cache.ts'
import { readAgain } from '../polling/poll-book.ts'
import { changesBetween } from './order-changes.ts'

/** Why a change was not made: the order is another one by now (412), the rules forbid it, or it never got through. */
export interface Refusal {
  kind: 'changed' | 'refused' | 'failed'
  reason: string
  /** What is different now, when the order changed meanwhile. */
  changes: OrderChange[]
}

/**
 * Changing one order at a time. A change holds only for the version that was looked at, and a repeated one under the
 * same key is made once; the answer goes into every view and is told in a toast.
 */
export function useOrderChange() {
  const client = useClient()
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const pending = ref(false)
  const refusal = shallowRef<Refusal | null>(null)
  const key = useIdempotencyKey()
  let tried = ''

  /** Resolves to the order as it is after the change, or to null where it was refused (see `refusal`). */
  async function change(order: Order, body: UpdateOrderBody): Promise<Order | null> {
    if (pending.value)
      return null
    pending.value = true
    refusal.value = null
    try {
      const answer = await client.call(updateStaffOrder, {
        params: { orderId: order.id },
        headers: { 'if-match': `"${order.version}"`, 'idempotency-key': keyOf(order, body) },
        body,
      })
      learnOrder(queryClient, answer)
      readStoryAgain()
      toasts.own(sentenceOf(answer, body), body.status === undefined ? 'info' : toneOf(body.status), answer)
      tried = ''
      return answer
    }
    catch (error) {
      refusal.value = refusalOf(error, order)
      const current = error instanceof ApiError && (error.problem.order as Order | undefined)
      if (current) {
        learnOrder(queryClient, current)
        readStoryAgain()
      }
      return null
    }
    finally {
      pending.value = false
    }
  }

  /** The same change of the same version is the same act, however often it is tried. */
  function keyOf(order: Order, body: UpdateOrderBody): string {
    const what = JSON.stringify([order.id, order.version, body])
    if (tried !== what)
      key.renew()
    tried = what
    return key.value
  }

  /** An answer to a write carries no timeline, and somebody may be looking at it. */
  function readStoryAgain(): void {
    for (const endpoint of [getStaffOrder, listNotifications])
      readAgain(queryClient, { queryKey: [endpoint.schema.operationId] })
  }

  return { change, pending, refusal }
}

function sentenceOf(order: Order, body: UpdateOrderBody): string {
  const { status, comment: _internal, ...shown } = body
  if (status === undefined && Object.keys(shown).length === 0)
    return `The note on order ${order.number} is kept.`
  const news = status === undefined ? `Order ${order.number} is changed.` : `Order ${order.number} is now ${status}.`
  return `${news} The customer will see it within 60 s.`
}

function refusalOf(error: unknown, seen: Order): Refusal {
  if (!(error instanceof ApiError))
    return { kind: 'failed', reason: 'The shop cannot be reached. Try again: it will not be done twice.', changes: [] }
  if (error.code !== 'order-changed')
    return { kind: error.code === 'transition-refused' ? 'refused' : 'failed', reason: error.problem.detail, changes: [] }
  const current = error.problem.order as Order | undefined
  return {
    kind: 'changed',
    reason: 'The order has changed meanwhile, so nothing was saved.',
    changes: current ? changesBetween(seen, current) : [],
  }
}
