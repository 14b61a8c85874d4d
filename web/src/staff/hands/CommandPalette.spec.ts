import type { Order } from '@orderbeat/shared'
import { listNotifications, listStaffOrders, readNotifications } from '@orderbeat/shared'
import { beforeEach, expect, test } from 'vitest'
import { useFakeDialogs } from '../../../test/dialogs.ts'
import { fakeApi, problem } from '../../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../../test/fake-time.ts'
import { mountPage, settled } from '../../../test/mount-page.ts'
import { aNotification, aNotificationPage, aPage, sam } from '../../../test/samples.ts'
import { aStaffOrder } from '../../../test/staff-samples.ts'
import { useToasts } from '../../notifications/notification-toasts.ts'
import CommandPalette from './CommandPalette.vue'

useFakeTime()

beforeEach(() => {
  useFakeDialogs()
  localStorage.clear()
})

async function opened(orders: Order[] = [aStaffOrder(), aStaffOrder([], { number: 2 })]) {
  const api = fakeApi()
  api.on(listStaffOrders, aPage(...orders))
  api.on(listNotifications, aNotificationPage(aNotification('n1')))
  const page = await mountPage(CommandPalette, '/notifications', { api, account: sam, props: { open: true } })
  const field = page.wrapper.get('[role="combobox"]')
  return {
    ...page,
    field,
    toasts: useToasts(page.global.plugins[0] as never),
    lines: () => page.wrapper.findAll('[role="option"]').map(option => option.text()),
    chosen: () => page.wrapper.get('[aria-selected="true"]'),
    async type(text: string) {
      await field.setValue(text)
      await seconds(1)
    },
  }
}

test('it opens with the pages and the commands, ready to type', async () => {
  const { field, lines, chosen } = await opened()
  expect(document.activeElement).toBe(field.element)
  expect(lines()).toEqual(expect.arrayContaining([expect.stringContaining('All orders'), 'New orders', 'Mark all notifications read', 'Switch the sound for new orders on', 'Use dark colours']))
  expect(field.attributes('aria-activedescendant')).toBe(chosen().attributes('id'))
})

test('the arrows go round, and Enter goes there', async () => {
  const { field, chosen, router, wrapper } = await opened()
  await field.trigger('keydown', { key: 'ArrowUp' })
  expect(chosen().text()).toContain('Keyboard shortcuts')
  await field.trigger('keydown', { key: 'ArrowDown' })
  expect(chosen().text()).toContain('All orders')
  await field.trigger('keydown', { key: 'Enter' })
  await settled()
  expect(router.currentRoute.value.name).toBe('staff-orders')
  expect(wrapper.emitted('update:open')).toEqual([[false]])
})

test('a word finds commands by their beginnings', async () => {
  const { lines, type } = await opened([])
  await type('mark read')
  expect(lines()).toEqual(['Mark all notifications read'])
  await type('theme')
  expect(lines()).toEqual(['Use dark colours'])
  await type('zzz')
  expect(lines()).toEqual([])
})

test('orders are asked for when the typing rests, a short number as that of an order', async () => {
  const { api, field, chosen, router, type } = await opened()
  await field.setValue('a')
  await field.setValue('an')
  await type('ana')
  await type('2')
  expect(api.asked(listStaffOrders).map(({ url }) => url.searchParams.get('q'))).toEqual(['ana', '000002'])
  expect(chosen().text()).toContain('ONLINE-000001')
  await field.trigger('keydown', { key: 'ArrowDown' })
  await field.trigger('keydown', { key: 'Enter' })
  await settled()
  expect(router.currentRoute.value.fullPath).toBe('/staff-orders/order-2')
})

test('Enter never opens an order that was found for something else', async () => {
  const { field, lines, router, type } = await opened()
  await type('ana')
  await field.setValue('anab')
  expect(lines()).toEqual([])
  await field.trigger('keydown', { key: 'Enter' })
  await settled()
  expect(router.currentRoute.value.name).toBe('notifications')
})

test('a search that fails says so', async () => {
  const { api, type, wrapper } = await opened()
  api.on(listStaffOrders, problem('unavailable'))
  await type('ana')
  expect(wrapper.get('[role="status"]').text()).toBe('The orders could not be searched.')
})

test('all notifications are marked as read, up to those that are known', async () => {
  const { api, field, toasts, type } = await opened([])
  api.on(readNotifications, { unread: 0 })
  await type('mark')
  await field.trigger('keydown', { key: 'Enter' })
  await settled()
  expect(api.asked(readNotifications).map(({ body }) => body)).toEqual([{ upTo: 'cursor-1' }])
  expect(toasts.pile).toMatchObject([{ text: 'All notifications are marked as read.' }])
})
