import type { BulkOutcome, BulkResult } from '@orderbeat/shared'
import { bulkUpdateOrders, getStaffOrder, listStaffOrders, undoBatch } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { reply } from '../../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../../test/fake-time.ts'
import { settled } from '../../../test/mount-page.ts'
import { morning } from '../../../test/samples.ts'
import { openStaffList } from '../../../test/staff-list.ts'
import { aStaffOrder } from '../../../test/staff-samples.ts'
import StaffSelectionBar from './StaffSelectionBar.vue'

useFakeTime()

const fourOrders = () => [aStaffOrder(['processing'], { number: 1 }), aStaffOrder(['processing', 'shipped'], { number: 2 }), aStaffOrder([], { number: 3 }), aStaffOrder(['processing'], { number: 4 })]
const outcomes: BulkOutcome[] = ['updated', 'unchanged', 'refused', 'changed']

function resultsOf(...outcomes: BulkOutcome[]): BulkResult[] {
  const details: Partial<Record<BulkOutcome, string>> = { refused: 'It would leave out: processing.', changed: 'The order is at version 5 now: delivered.' }
  return outcomes.map((outcome, place) => ({ orderId: `order-${place + 1}`, outcome, ...(details[outcome] && { problem: { type: '', title: '', status: 409, detail: details[outcome] } }) }))
}

/** Four orders, all selected, about to be moved to "shipped". */
async function previewed() {
  const list = await openStaffList(fourOrders())
  const { api, wrapper } = list
  api.on(bulkUpdateOrders, ({ body }) => ({ batchId: (body as { dryRun?: boolean }).dryRun ? null : 'batch', results: resultsOf(...outcomes) }))
  api.on(getStaffOrder, aStaffOrder(['processing', 'shipped'], {}, { undoUntil: '2026-11-20T09:10:00.000Z' }))
  await wrapper.get('[aria-label="Select this page"]').setValue(true)
  wrapper.getComponent(StaffSelectionBar).vm.$emit('apply', 'shipped')
  await settled()
  const dialog = () => [...document.querySelectorAll('[role="dialog"]')].find(({ textContent }) => textContent.includes('Move 4 orders to'))!
  return {
    ...list,
    dialog,
    groups: () => [...dialog().querySelectorAll('details')].map(group => [group.querySelector('.title')!.textContent, ...[...group.querySelectorAll('li')].map(row => `${row.dataset.row} ${row.querySelector('.remark')?.textContent ?? ''}`.trim())]),
    said: () => dialog().querySelector('[role="status"]')!.textContent.trim(),
    alert: () => dialog().querySelector('[role="alert"]')?.textContent.trim(),
    sent: () => api.asked(bulkUpdateOrders).map(({ body }) => body),
  }
}

test('first it says what would happen, order by order, for the versions that were seen', async () => {
  const { groups, said, sent } = await previewed()
  expect(sent()).toEqual([{ orders: [{ id: 'order-1', version: 2 }, { id: 'order-2', version: 3 }, { id: 'order-3', version: 1 }, { id: 'order-4', version: 2 }], status: 'shipped', dryRun: true }])
  expect(said()).toBe('1 of 4 orders will be shipped. Nothing has been written yet.')
  expect(groups()).toEqual([
    ['Will be shipped', 'ONLINE-000001 processing → shipped'],
    ['Will be refused', 'ONLINE-000003 It would leave out: processing.'],
    ['Changed since you saw them', 'ONLINE-000004 The order is at version 5 now: delivered.'],
    ['Shipped already', 'ONLINE-000002'],
  ])
})

test('orders that were refused for a step left out can be let through', async () => {
  const { dialog, sent, said, api } = await previewed()
  api.on(bulkUpdateOrders, { batchId: null, results: resultsOf('updated', 'unchanged', 'updated', 'changed') })
  const box = dialog().querySelector<HTMLInputElement>('input[type="checkbox"]')!
  expect(box.closest('label')!.textContent.trim()).toBe('Also the order that leaves out a step')
  box.click()
  await settled()
  expect(sent().at(-1)).toMatchObject({ allowSkips: true, dryRun: true })
  expect(said()).toContain('2 of 4 orders will be shipped')
})

test('a run names each outcome, is read again in every view, and takes back what it did', async () => {
  const { api, press, groups, said, sent, wrapper } = await previewed()
  await press('Move 1 order')
  expect(sent().at(-1)).not.toHaveProperty('dryRun')
  expect(said()).toBe('1 of 4 orders is now shipped. Customers will see it within 60 s.')
  expect(groups().map(([title]) => title)).toEqual(['Now shipped', 'Refused', 'Left alone: changed since you saw them', 'Were shipped already'])
  expect(api.count(listStaffOrders)).toBe(2)
  expect(document.activeElement?.textContent.trim()).toBe(said())

  api.on(undoBatch, { results: resultsOf('updated') })
  await press('Undo all 1')
  expect(api.asked(undoBatch)[0]!.url.pathname).toContain('/batch/')
  expect(said()).toBe('The order is back to what it was. Customers will see the correction within 60 s.')
  expect(groups()).toEqual([['Taken back', 'ONLINE-000001 shipped → processing']])
  await press('Close')
  // What went well needs no second look.
  expect(wrapper.get('[aria-label="Selection"]').text()).toContain('2 selected')
})

test('a run whose answer was lost is tried again as it was, under its key', async () => {
  const { api, press, alert, sent } = await previewed()
  api.network.down = true
  await press('Move 1 order')
  expect(alert()).toContain('nothing is done twice')
  api.network.down = false
  await press('Try again')
  const [, lost, again] = api.asked(bulkUpdateOrders)
  expect(again!.headers.get('idempotency-key')).toBe(lost!.headers.get('idempotency-key'))
  expect(sent()[2]).toEqual(sent()[1])
})

test('closed, a run can still be taken back from its toast, but not after the time for it', async () => {
  const { api, press, toasts } = await previewed()
  api.on(undoBatch, reply({ status: 409, body: { type: '/problems/undo-refused', title: '', status: 409, detail: 'Something newer has happened to the order.', instance: 'test' } }))
  await press('Move 1 order')
  await press('Close')
  expect(toasts.pile).toMatchObject([{ action: { label: 'Undo all', until: '2026-11-20T09:10:00.000Z' } }])
  toasts.pile[0]!.action!.run()
  await settled()
  expect(toasts.pile.at(-1)).toMatchObject({ tone: 'error', text: 'The orders were not taken back: Something newer has happened to the order.' })
})

test('once the time is over, nothing is offered', async () => {
  const { press, button } = await previewed()
  await press('Move 1 order')
  expect(button('Undo all 1')).toBeDefined()
  vi.setSystemTime(morning + 601_000)
  await seconds(1)
  expect(button('Undo all 1')).toBeUndefined()
})
