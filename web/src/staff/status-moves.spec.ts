import { expect, test } from 'vitest'
import { aStaffOrder } from '../../test/staff-samples.ts'
import { movesOf, nextStepOf } from './status-moves.ts'

function moveTo(status: string, order = aStaffOrder(['processing'])) {
  return movesOf(order).find(move => move.status === status)!
}

test('every status is a choice, those that are not possible with their reason', () => {
  expect(movesOf(aStaffOrder(['processing']))).toHaveLength(8)
  expect(moveTo('shipped')).toMatchObject({ allowed: true, remark: null })
  expect(moveTo('confirmed')).toMatchObject({ allowed: false, remark: 'The order is already processing: it never goes back.' })
  expect(moveTo('ready')).toMatchObject({ allowed: false, remark: 'An order for delivery is never ready.' })
  expect(moveTo('processing')).toMatchObject({ allowed: false, current: true })
})

test('a move that leaves a step out says so', () => {
  expect(moveTo('delivered').remark).toBe('Leaves out: shipped.')
})

test.each([
  [[], 'confirmed'],
  [['processing'], 'shipped'],
  [['processing', 'paid'], 'shipped'],
  [['processing', 'shipped', 'delivered'], 'paid'],
  [['processing', 'shipped', 'paid', 'delivered'], null],
  [['cancelled'], null],
] as const)('after %j the likely next step is %s', (moves, next) => {
  expect(nextStepOf(aStaffOrder([...moves]))).toBe(next)
})

test('what the API does not allow is no next step', () => {
  expect(nextStepOf({ ...aStaffOrder(), actions: [{ action: 'confirmed', allowed: false, reason: 'Closed today.' }] })).toBeNull()
})
