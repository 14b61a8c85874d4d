import type { Order, UpdateOrderBody } from '@orderbeat/shared'
import type { Refusal } from './order-refusal.ts'
import { toneOf, updateStaffOrder } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { ref, shallowRef } from 'vue'
import { useClient } from '../api/client.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import { learnOrder } from '../orders/order-cache.ts'
import { useActKey } from './act-key.ts'
import { useExpectedMoves } from './expected-moves.ts'
import { currentOrder, refusalOf, withChangers } from './order-refusal.ts'
import { isUndoable, useOrderUndo } from './order-undo.ts'
import { readStoryAgain } from './staff-queries.ts'
import { statusName } from './staff-says.ts'
import { staffWords } from './staff-words.ts'

/**
 * Changing one order at a time. A move shows at once and goes back where it is refused. A change holds only for the version
 * that was looked at, and a repeated one under the same key is made once; the answer goes into every view and is told in a
 * toast, which offers to undo a move.
 */
export function useOrderChange() {
  const client = useClient()
  const queryClient = useQueryClient()
  const toasts = useToasts()
  const expected = useExpectedMoves()
  const key = useActKey()
  const { undo } = useOrderUndo()
  const pending = ref(false)
  const refusal = shallowRef<Refusal | null>(null)

  /** Resolves to the order as it is after the change, or to null where it was refused (see `refusal`). */
  async function change(order: Order, body: UpdateOrderBody): Promise<Order | null> {
    if (pending.value)
      return null
    pending.value = true
    refusal.value = null
    if (body.status !== undefined && body.status !== order.status)
      expected.expect(order, body.status)
    try {
      const answer = await client.call(updateStaffOrder, {
        params: { orderId: order.id },
        headers: { 'if-match': `"${order.version}"`, 'idempotency-key': key.of(order.id, order.version, body) },
        body,
      })
      learnOrder(queryClient, answer)
      expected.confirm(order, answer)
      readStoryAgain(queryClient)
      key.done()
      tell(answer, body)
      return answer
    }
    catch (error) {
      const current = currentOrder(error)
      if (current) {
        learnOrder(queryClient, current)
        readStoryAgain(queryClient)
      }
      expected.forget(order)
      refusal.value = await withChangers(client, refusalOf(error, order, 'saved'), order)
      return null
    }
    finally {
      pending.value = false
    }
  }

  function tell(answer: Order, body: UpdateOrderBody): void {
    const tone = body.status === undefined ? 'info' : toneOf(body.status)
    if (body.status !== undefined && isUndoable(answer, Date.now()))
      toasts.offer({ label: staffWords.undo, until: answer.undoUntil!, run: () => void undo(answer) }, sentenceOf(answer, body), tone, answer)
    else
      toasts.own(sentenceOf(answer, body), tone, answer)
  }

  return { change, pending, refusal }
}

function sentenceOf(order: Order, body: UpdateOrderBody): string {
  const { status, comment: _internal, ...shown } = body
  if (status === undefined && Object.keys(shown).length === 0)
    return staffWords.noteKept(order.number)
  return status === undefined ? staffWords.orderChanged(order.number) : staffWords.orderMoved(order.number, statusName(status))
}
