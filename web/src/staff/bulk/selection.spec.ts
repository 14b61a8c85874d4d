import { expect, test } from 'vitest'
import { aStaffOrder } from '../../../test/staff-samples.ts'
import { useSelection } from './selection.ts'

const orders = [1, 2, 3].map(number => aStaffOrder([], { number }))

test('what is selected stays so by its id, whatever else is selected or taken away', () => {
  const selection = useSelection()
  selection.set(orders, true)
  selection.set([orders[1]!], false)
  expect(orders.map(({ id }) => selection.has(id))).toEqual([true, false, true])
  selection.clear()
  expect(selection.size).toBe(0)
})

test('a selected order is taken in the version that was seen last', () => {
  const selection = useSelection()
  selection.set([orders[0]!], true)
  selection.see([aStaffOrder(['confirmed'], { number: 1 }), aStaffOrder(['confirmed'], { number: 2 })])
  selection.see([orders[0]!])
  expect(selection.orders.map(({ id, version }) => [id, version])).toEqual([['order-1', 2]])
})

test('it takes no more than a run can, and says so', () => {
  const selection = useSelection(2)
  selection.set(orders.slice(0, 2), true)
  expect(selection.full).toBe(false)
  selection.set(orders, true)
  expect([selection.size, selection.full]).toEqual([2, true])
  selection.set([orders[0]!], false)
  expect(selection.full).toBe(false)
})
