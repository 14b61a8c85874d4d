import type { Order } from '@orderbeat/shared'
import { getStaffOrder, listNotifications, listStaffOrders } from '@orderbeat/shared'
import { useToasts } from '../src/notifications/notification-toasts.ts'
import StaffOrdersPage from '../src/staff/StaffOrdersPage.vue'
import { fakeApi } from './fake-api.ts'
import { mountPage, settled } from './mount-page.ts'
import { aNotificationPage, aPage, sam } from './samples.ts'
import { aStaffOrder } from './staff-samples.ts'

/** The console's list with these orders, `orders` being what the shop has. Buttons are found by their words, wherever they are. */
export async function openStaffList(orders: Order[] = [aStaffOrder()], address = '/staff-orders') {
  const api = fakeApi()
  api.on(listStaffOrders, () => ({ ...aPage(...orders), nextCursor: 'next' }))
  api.on(getStaffOrder, orders[0]!)
  api.on(listNotifications, aNotificationPage())
  const page = await mountPage(StaffOrdersPage, address, { api, account: sam })
  const button = (words: string | RegExp) => [...document.querySelectorAll('button')].find(one => matches(one.textContent.trim(), words) || matches(one.ariaLabel ?? '', words))
  return {
    ...page,
    orders,
    toasts: useToasts(page.global.plugins[0] as never),
    row: (number = 'ONLINE-000001') => page.wrapper.get(`[data-order="${number}"]`),
    rows: () => page.wrapper.findAll('tbody tr').map(row => row.attributes('data-order')),
    step: () => page.wrapper.find('[data-next-step]'),
    box: (number = 'ONLINE-000001') => page.wrapper.get<HTMLInputElement>(`[aria-label="Select ${number}"]`),
    button,
    async press(words: string | RegExp) {
      const found = button(words)
      if (!found)
        throw new Error(`There is no button "${words}"`)
      found.click()
      await settled()
    },
  }
}

function matches(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text === words : words.test(text)
}
