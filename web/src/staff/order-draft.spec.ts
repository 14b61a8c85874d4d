import { expect, test } from 'vitest'
import { aStaffOrder } from '../../test/staff-samples.ts'
import { bodyOf, changedIn, errorsIn, fieldsOf } from './order-draft.ts'

const order = aStaffOrder(['processing'], {}, { trackingNumber: 'OB-1', discount: 300, estimatedDelivery: '2026-11-23T14:00:00.000Z' })

test('a draft that says what the order says changes nothing', () => {
  expect(changedIn(order, fieldsOf(order))).toEqual([])
})

test('only what is different is sent, in minor units and instants; what was emptied is taken back', () => {
  const estimatedDelivery = '2026-11-24T10:30'
  expect(bodyOf(order, { ...fieldsOf(order), status: 'shipped', discount: '4,5', discountReason: ' Late ', trackingNumber: ' ', estimatedDelivery, comment: 'Fragile' })).toEqual({
    status: 'shipped',
    discount: { amount: 450, reason: 'Late' },
    trackingNumber: null,
    estimatedDelivery: new Date(estimatedDelivery).toISOString(),
    comment: 'Fragile',
  })
})

test.each([
  ['a discount without a reason', { discount: '4' }, { discountReason: expect.any(String) }],
  ['a reason without a new discount', { discountReason: 'Late' }, { discount: expect.any(String) }],
  ['a discount in more decimals than the currency has', { discount: '4.005', discountReason: 'Late' }, { discount: 'An amount such as 5.00' }],
  ['a discount above the order', { discount: '26', discountReason: 'Late' }, { discount: 'At most €25.00' }],
  ['a link that is none', { trackingUrl: 'javascript:alert(1)' }, { trackingUrl: expect.any(String) }],
])('%s is refused before it is sent', (_, draft, errors) => {
  expect(errorsIn(order, draft)).toEqual(errors)
})

test('a discount is taken back with a reason', () => {
  expect(errorsIn(order, { discount: '', discountReason: 'A mistake' })).toEqual({})
  expect(bodyOf(order, { discount: '', discountReason: 'A mistake' })).toEqual({ discount: { amount: 0, reason: 'A mistake' } })
})
