import type { Order } from '@orderbeat/shared'
import { getStaffOrder, listNotifications, undoOrder } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { fakeApi } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage, settled } from '../../test/mount-page.ts'
import { aNotificationPage, morning, sam } from '../../test/samples.ts'
import { aStaffOrder } from '../../test/staff-samples.ts'
import StaffOrderPage from './StaffOrderPage.vue'

useFakeTime()

async function opened(parts: Partial<Order>) {
  const api = fakeApi()
  api.on(getStaffOrder, { timeline: [], ...aStaffOrder(['processing'], {}, parts) })
  api.on(listNotifications, aNotificationPage())
  const page = await mountPage(StaffOrderPage, '/staff-orders/ONLINE-000001', { api, account: sam, props: { orderId: 'ONLINE-000001' } })
  return { ...page, button: (words: RegExp) => page.wrapper.findAll('button').find(button => words.test(button.text())) }
}

test('it says when the customer\'s screen had the order as it is', async () => {
  const at = new Date(2026, 10, 20, 14, 2).toISOString()
  vi.setSystemTime(at)
  const { wrapper } = await opened({ seenByCustomerAt: at })
  expect(wrapper.get('.seen').text()).toBe('Seen by the customer 14:02')
})

test('it says that the customer has not seen it yet', async () => {
  const { wrapper } = await opened({ seenByCustomerAt: null })
  expect(wrapper.get('.seen').text()).toBe('Not yet seen by the customer')
})

test('the last move can be taken back, for as long as there is time', async () => {
  const { api, button } = await opened({ undoUntil: new Date(morning + 90_000).toISOString() })
  api.on(undoOrder, aStaffOrder([], {}, { version: 3 }))
  expect(button(/^Undo/)!.text()).toBe('Undo “processing” 2 min left')
  await button(/^Undo/)!.trigger('click')
  await settled()
  expect(api.asked(undoOrder)[0]!.headers.get('if-match')).toBe('"2"')
})

test('after that time nothing is offered', async () => {
  const { button } = await opened({ undoUntil: new Date(morning + 90_000).toISOString() })
  vi.setSystemTime(morning + 91_000)
  await seconds(1)
  expect(button(/^Undo/)).toBeUndefined()
})

test('the slip for the packer has number, customer, address, items and note', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => {})
  const { button } = await opened({ note: 'Ring twice' })
  await button(/^Print/)!.trigger('click')
  expect(print).toHaveBeenCalledOnce()
  const slip = document.querySelector('.print-slip')!.textContent
  for (const words of ['ONLINE-000001', 'Ana', 'Rua Nova 1, Lisboa', '2 ×', 'Coffee beans', '€25.00', 'Ring twice'])
    expect(slip).toContain(words)
})
