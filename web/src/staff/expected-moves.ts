import type { Order, OrderStatus } from '@orderbeat/shared'
import { moved, orderStatuses, refusalOf, statusInfoOf } from '@orderbeat/shared'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'

/**
 * Orders as they will be once the API has answered, beside the ones that it gave: a row moves at once, and what is not
 * true in the end is simply forgotten. An expectation holds for the version it was made of and no longer.
 */
export const useExpectedMoves = defineStore('expected-moves', () => {
  const expected = shallowReactive(new Map<string, { version: number, order: Order }>())

  /** The order to show for the one that is held. */
  function shown(order: Order): Order {
    const expectation = expected.get(order.id)
    return expectation?.version === order.version ? expectation.order : order
  }

  function expect(order: Order, to: OrderStatus): void {
    expected.set(order.id, { version: order.version, order: movedOrder(order, to) })
  }

  /** The API agreed. Its answer stands in until the views have taken it, so that nothing flickers back. */
  function confirm(order: Order, answer: Order): void {
    expected.set(order.id, { version: order.version, order: answer })
    setTimeout(() => expected.delete(order.id))
  }

  function forget(order: Order): void {
    expected.delete(order.id)
  }

  return { shown, expect, confirm, forget, isExpected: (order: Order) => expected.get(order.id)?.version === order.version }
})

/** The order after a move, by the rules that the API has too. */
export function movedOrder(order: Order, to: OrderStatus, at: string = new Date().toISOString()): Order {
  const progress = moved(order, to, at)
  const actions = orderStatuses.filter(status => status !== 'pending' && status !== to).map((action) => {
    const reason = refusalOf(progress, action, 'staff')
    return { action, allowed: reason === null, ...(reason !== null && { reason }) }
  })
  return { ...order, ...progress, statusInfo: statusInfoOf(progress), updatedAt: at, actions }
}
