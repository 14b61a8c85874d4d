import type { StaffFilters } from '../staff-filters.ts'
import { listStaffOrders } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { fakeApi } from '../../../test/fake-api.ts'
import { mountApp } from '../../../test/mount-app.ts'
import { sam } from '../../../test/samples.ts'
import { aStaffOrder } from '../../../test/staff-samples.ts'
import { useSelectMatching } from './select-matching.ts'
import { useSelection } from './selection.ts'

const filters: StaffFilters = { status: ['pending'], paymentStatus: [], sort: '-total', before: 'older' }

/** A shop with so many orders that match, a hundred on a page. */
function shopWith(total: number) {
  const api = fakeApi()
  api.on(listStaffOrders, ({ url }) => {
    const start = Number(url.searchParams.get('before') ?? 0)
    const end = Math.min(start + 100, total)
    return { orders: Array.from({ length: end - start }, (_, place) => aStaffOrder([], { number: start + place + 1 })), total, nextCursor: end < total ? String(end) : null }
  })
  const selection = useSelection()
  let matching!: ReturnType<typeof useSelectMatching>
  mountApp(defineComponent(() => {
    matching = useSelectMatching(selection)
    return () => null
  }), { api, account: sam })
  return { api, selection, matching }
}

test('everything that the filters let through is selected, page by page from the first', async () => {
  const { api, selection, matching } = shopWith(230)
  await matching.selectMatching(filters)
  expect(api.asked(listStaffOrders).map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([undefined, '100', '200']
    .map(before => ({ status: 'pending', sort: '-total', limit: '100', ...(before && { before }) })))
  expect([selection.size, selection.full, matching.pending.value]).toEqual([230, false, false])
})

test('at 500 it stops and says that there are more', async () => {
  const { api, selection, matching } = shopWith(1234)
  await matching.selectMatching(filters)
  expect([selection.size, selection.full]).toEqual([500, true])
  expect(api.count(listStaffOrders)).toBe(6)
})

test('who clears the selection meanwhile gets nothing more of it', async () => {
  const { selection, matching } = shopWith(300)
  const reading = matching.selectMatching(filters)
  matching.stop()
  selection.clear()
  await reading
  expect(selection.size).toBe(0)
})

test('a page that cannot be read is told, what was read stays selected', async () => {
  const { api, selection, matching } = shopWith(300)
  Object.defineProperty(api.network, 'down', { get: () => selection.size > 0 })
  await matching.selectMatching(filters)
  expect(matching.remark.value).toBe('Not all could be read: The shop did not answer. Check your connection and try again.')
  expect([matching.pending.value, selection.size]).toEqual([false, 100])
})
