import { expect, test } from 'vitest'
import { activeFilters, filtersOf, queryOf } from './staff-filters.ts'

test('an address and its filters say the same', () => {
  const address = { status: 'pending,processing', paymentStatus: 'unpaid', fulfilment: 'pickup', sort: '-total', from: '2026-11-01', to: '2026-11-20', q: 'ana', before: 'abc' }
  expect(queryOf(filtersOf(address))).toEqual(address)
})

test('what makes no sense in an address is left out', () => {
  const filters = filtersOf({ status: 'pending,lost', sort: 'colour', from: 'yesterday', to: '2026-13-45', q: '  ', fulfilment: ['pickup', 'delivery'] })
  expect(queryOf(filters)).toEqual({ status: 'pending' })
})

test('the sort and the page narrow nothing', () => {
  expect(activeFilters(filtersOf({ sort: '-total', before: 'abc' }))).toBe(0)
  expect(activeFilters(filtersOf({ status: 'pending,paid', q: 'ana' }))).toBe(2)
})
