import type { Order, OrderPage } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { aStaffOrder } from '../../test/staff-samples.ts'
import { arranged, useArrivals } from './arrivals.ts'

/** Orders by their numbers, the higher ones placed later. */
function placed(...numbers: number[]): Order[] {
  return numbers.map(number => aStaffOrder([], { number }, { placedAt: `2026-11-20T08:00:${String(number).padStart(2, '0')}.000Z` }))
}
function page(orders: Order[], nextCursor: string | null = 'next'): OrderPage {
  return { orders, nextCursor, total: null }
}
const numbers = (orders: readonly Order[]) => orders.map(({ id }) => Number(id.replace('order-', '')))

function watched(...first: number[]) {
  const orders = shallowRef<OrderPage | undefined>(page(placed(...first)))
  const list = shallowRef('all')
  const state = { busy: false }
  const arrivals = useArrivals(orders, { list: () => list.value, newestFirst: () => true, busy: () => state.busy })
  return { ...arrivals, orders, list, state, shown: () => numbers(arrivals.rows.value), held: () => numbers(arrivals.waiting.value) }
}

test('new orders come on top and are marked', () => {
  const { orders, shown, arrived } = watched(2, 1)
  orders.value = page(placed(4, 3, 2, 1))
  expect(shown()).toEqual([4, 3, 2, 1])
  expect([...arrived]).toEqual(['order-4', 'order-3'])
})

test('while somebody is busy they wait, and those that come after them too', () => {
  const { orders, shown, held, state, letIn, arrived } = watched(2, 1)
  state.busy = true
  orders.value = page(placed(3, 2, 1))
  state.busy = false
  orders.value = page(placed(4, 3, 2, 1))
  expect([shown(), held()]).toEqual([[2, 1], [4, 3]])
  letIn()
  expect([shown(), held(), [...arrived]]).toEqual([[4, 3, 2, 1], [], ['order-4', 'order-3']])
})

test('what else changes shows at once', () => {
  const { orders, rows, state } = watched(2, 1)
  state.busy = true
  const moved = { ...placed(2)[0]!, status: 'confirmed' as const }
  orders.value = page([...placed(3), moved, ...placed(1)])
  expect(rows.value[0]).toBe(moved)
  orders.value = page(placed(3, 1))
  expect(numbers(rows.value)).toEqual([1])
})

test('an order that waiting ones push off the page stays in sight', () => {
  const { rows, newer } = arranged(page(placed(4, 3, 2)), placed(2, 1), true)
  expect([numbers(rows), numbers(newer)]).toEqual([[2, 1], [4, 3]])
  expect(numbers(arranged(page(placed(4, 3, 2), null), placed(2, 1), true).rows)).toEqual([2])
})

test('another list is shown as it comes, with nothing marked and nothing waiting', () => {
  const { orders, list, shown, held, state, arrived } = watched(2, 1)
  state.busy = true
  orders.value = page(placed(3, 2, 1))
  list.value = 'pending'
  expect(shown()).toEqual([2, 1])
  orders.value = page(placed(9, 2))
  expect([shown(), held(), arrived.size]).toEqual([[9, 2], [], 0])
})

test('the first orders of an empty list keep nobody waiting', () => {
  const { orders, shown, state } = watched()
  state.busy = true
  orders.value = page(placed(1))
  expect(shown()).toEqual([1])
})
