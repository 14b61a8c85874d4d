import type { Order, Progress } from '@orderbeat/shared'
import { undoOrder } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import { ApiError, useClient } from '../api/client.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import { learnOrder } from '../orders/order-cache.ts'
import { useActKey } from './act-key.ts'
import { changedLine, currentOrder, refusalOf, withChangers } from './order-refusal.ts'
import { readStoryAgain } from './staff-queries.ts'
import { statusName } from './staff-says.ts'
import { staffWords } from './staff-words.ts'

/** Whether the newest status change of an order can still be taken back. `now` in milliseconds. */
export function isUndoable(order: Order, now: number): boolean {
  return order.undoUntil != null && Date.parse(order.undoUntil) > now
}

/** Taking back the newest status change of an order. What becomes of it is told in a toast. */
export function useOrderUndo() {
  const client = useClient()
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const key = useActKey()
  const pending = ref(false)

  async function undo(order: Order): Promise<void> {
    if (pending.value)
      return
    pending.value = true
    try {
      const answer = await send(order).catch(error => isSameMove(order, currentOrder(error)) ? send(currentOrder(error)!) : Promise.reject(error))
      learnOrder(queryClient, answer)
      key.done()
      toasts.own(staffWords.undone(answer.number, statusName(answer.status)), 'info', answer)
    }
    catch (error) {
      await tellRefusal(error, order)
    }
    finally {
      pending.value = false
      readStoryAgain(queryClient)
    }
  }

  function send(order: Order): Promise<Order> {
    return client.call(undoOrder, {
      params: { orderId: order.id },
      headers: { 'if-match': `"${order.version}"`, 'idempotency-key': key.of(order.id, order.version) },
    })
  }

  async function tellRefusal(error: unknown, order: Order): Promise<void> {
    const current = currentOrder(error)
    if (current)
      learnOrder(queryClient, current)
    const refusal = await withChangers(client, refusalOf(error, order, 'undone'), order)
    if (error instanceof ApiError)
      toasts.failed(`${order.number}: ${refusal.reason}`, order, changedLine(refusal))
    else
      toasts.offer({ label: staffWords.tryAgain, until: order.undoUntil ?? null, run: () => void undo(order) }, `${order.number}: ${refusal.reason}`, 'error', order)
  }

  return { undo, pending }
}

/** A note or a discount that came after the move is no reason against taking that very move back. */
function isSameMove(order: Order, current: Order | undefined): boolean {
  return current !== undefined && current.status === order.status && reachedAt(current) === reachedAt(order)
}

function reachedAt({ status, milestones }: Progress): string | undefined {
  return milestones[status]
}
