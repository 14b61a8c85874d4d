import type { Order } from '@orderbeat/shared'
import { getStaffOrder, undoOrder, updateStaffOrder } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { never, reply } from '../../test/fake-api.ts'
import { useFakeTime } from '../../test/fake-time.ts'
import { settled } from '../../test/mount-page.ts'
import { openStaffList } from '../../test/staff-list.ts'
import { aStaffOrder, changedTo, refusedBecause } from '../../test/staff-samples.ts'

useFakeTime()

const undoUntil = '2026-11-20T09:10:00.000Z'
const confirmed = aStaffOrder(['confirmed'], {}, { undoUntil })

async function moved(answer: Order = confirmed) {
  const list = await openStaffList()
  list.api.on(updateStaffOrder, answer)
  await list.step().trigger('click')
  await settled()
  return { ...list, async undo() {
    list.toasts.pile[0]!.action!.run()
    await settled()
  } }
}

test('a row moves before the shop has answered, with its next step, and cannot be pressed on meanwhile', async () => {
  const { api, row, step } = await openStaffList()
  api.on(updateStaffOrder, never)
  await step().trigger('click')
  expect(row().get('.chip').text()).toBe('Confirmed')
  expect(step().text()).toBe('Start preparing')
  expect(row().attributes('data-saving')).toBe('true')
  await step().trigger('click')
  expect(api.count(updateStaffOrder)).toBe(1)
})

test('the second press of a double click is not meant for the next step', async () => {
  const { api, step } = await moved()
  await step().trigger('click', { detail: 2 })
  await settled()
  expect(api.count(updateStaffOrder)).toBe(1)
})

test('a row goes back when the shop refuses', async () => {
  const { api, row, step } = await openStaffList()
  api.on(updateStaffOrder, refusedBecause('A cancelled order stays cancelled.'))
  await step().trigger('click')
  await settled()
  expect(row().get('.chip').text()).toBe('Pending')
  expect(row().attributes('data-saving')).toBeUndefined()
})

test('a row goes back when the shop cannot be reached', async () => {
  const { api, row, step } = await openStaffList()
  api.on(updateStaffOrder, confirmed)
  api.network.down = true
  await step().trigger('click')
  await settled()
  expect(row().get('.chip').text()).toBe('Pending')
})

test('somebody else was faster: it says who', async () => {
  const { api, step, toasts } = await openStaffList()
  const processing = aStaffOrder(['processing'])
  api.on(updateStaffOrder, changedTo(processing))
  const entry = { id: 'b', version: 2, type: 'order.processing' as const, from: 'pending' as const, to: 'processing' as const, changed: {}, customerComment: null, at: processing.updatedAt, actor: { kind: 'admin' as const, id: 'ada', name: 'Ada' } }
  api.on(getStaffOrder, { ...processing, timeline: [entry] })
  await step().trigger('click')
  await settled()
  expect(toasts.pile).toMatchObject([{ tone: 'error', detail: 'Status: Processing, by Ada.' }])
})

test('a move offers to take it back, for the version it made and under a key', async () => {
  const { api, row, toasts, undo } = await moved()
  expect(toasts.pile).toMatchObject([{ action: { label: 'Undo', until: undoUntil } }])
  api.on(undoOrder, aStaffOrder([], {}, { version: 3, undoUntil: null }))
  await undo()
  const [request] = api.asked(undoOrder)
  expect(request!.headers.get('if-match')).toBe('"2"')
  expect(request!.headers.get('idempotency-key')).toBeTruthy()
  expect(row().get('.chip').text()).toBe('Pending')
  expect(toasts.pile).toMatchObject([{ tone: 'info', text: 'Order ONLINE-000001 is back to pending. The customer will see the correction within 60 s.' }])
})

test('a move that cannot be taken back any more offers nothing', async () => {
  const { toasts } = await moved(aStaffOrder(['confirmed'], {}, { undoUntil: '2026-11-20T08:59:00.000Z' }))
  expect(toasts.pile[0]!.action).toBeUndefined()
})

test('a note that came after a move does not keep it from being taken back', async () => {
  const { api, undo } = await moved()
  api.on(undoOrder, ({ headers }) => headers.get('if-match') === '"2"' ? changedTo({ ...confirmed, version: 3 }) : aStaffOrder([], {}, { version: 4 }))
  await undo()
  expect(api.asked(undoOrder).map(({ headers }) => headers.get('if-match'))).toEqual(['"2"', '"3"'])
})

test('a refused undo says why, and the row stays', async () => {
  const { api, row, toasts, undo } = await moved()
  api.on(undoOrder, reply({ status: 409, body: { type: '/problems/undo-refused', title: '', status: 409, detail: 'Ten minutes have passed.', instance: 'test' } }))
  await undo()
  expect(toasts.pile).toMatchObject([{ tone: 'error', text: 'ONLINE-000001: Ten minutes have passed.' }])
  expect(row().get('.chip').text()).toBe('Confirmed')
})

test('an undo whose answer was lost can be tried again under its key', async () => {
  const { api, toasts, undo } = await moved()
  api.on(undoOrder, aStaffOrder([], {}, { version: 3 }))
  api.network.down = true
  await undo()
  api.network.down = false
  expect(toasts.pile[0]!.action!.label).toBe('Try again')
  await undo()
  const keys = api.asked(undoOrder).map(({ headers }) => headers.get('idempotency-key'))
  expect(keys[1]).toBe(keys[0])
})

test('the menu takes a move back as well', async () => {
  const { api, wrapper } = await moved()
  api.on(undoOrder, aStaffOrder([], {}, { version: 3 }))
  await wrapper.get('[aria-label="Change the status of ONLINE-000001"]').trigger('click')
  await settled()
  const item = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')][0]!
  expect(item.textContent.trim()).toBe('Undo “confirmed”')
  item.click()
  await settled()
  expect(api.count(undoOrder)).toBe(1)
})
