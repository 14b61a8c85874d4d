import type { Notification } from '@orderbeat/shared'
import { listNotifications, readNotifications } from '@orderbeat/shared'
import { beforeEach, expect, test, vi } from 'vitest'
import { showTab } from '../../test/browser-state.ts'
import { fakeApi } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage } from '../../test/mount-page.ts'
import { ana, aNotification, aNotificationPage, sam } from '../../test/samples.ts'
import { useTellingChoices } from '../telling/telling-choices.ts'
import { useToasts } from './notification-toasts.ts'
import NotificationToasts from './NotificationToasts.vue'

useFakeTime()

beforeEach(() => {
  localStorage.clear()
})

async function shownTo(account = ana) {
  const api = fakeApi()
  const stored: Notification[] = []
  api.on(listNotifications, () => aNotificationPage(...stored.toReversed()))
  api.on(readNotifications, { unread: 0 })
  const page = await mountPage(NotificationToasts, '/orders', { api, account })
  return {
    ...page,
    stored,
    toasts: useToasts(page.global.plugins[0] as never),
    shown: () => page.wrapper.findAll('[role="status"]'),
    tones: () => page.wrapper.findAll('[role="status"]').map(toast => toast.attributes('data-tone')),
    async happens(...notifications: Notification[]) {
      stored.push(...notifications)
      await seconds(30)
    },
  }
}

test('what was stored shows as a strip in its tone, with number, sentence and a link to the order', async () => {
  const { happens, shown, tones } = await shownTo()
  await happens(
    aNotification('a', { type: 'order.shipped', tone: 'info' }),
    aNotification('b', { type: 'order.paid', tone: 'success', title: 'Your order ONLINE-000001 is paid' }),
    aNotification('c', { type: 'order.cancelled', tone: 'warning', title: 'Your order ONLINE-000001 is cancelled', body: 'The oven broke.' }),
  )
  expect(tones()).toEqual(['info', 'success', 'warning'])
  expect(shown()[0]!.get('.text').text()).toBe('Your order ONLINE-000001 is on its way')
  expect(shown()[0]!.get('.text .number').text()).toBe('ONLINE-000001')
  expect(shown()[0]!.get('a').attributes('href')).toBe('/orders/order-1')
  expect(shown()[2]!.text()).toContain('The oven broke.')
})

test('five at once are one digest that leads to the notifications', async () => {
  const { happens, shown } = await shownTo()
  await happens(...['a', 'b', 'c', 'd', 'e'].map(id => aNotification(id)))
  expect(shown()).toHaveLength(1)
  expect(shown()[0]!.text()).toContain('5 updates on your orders')
  expect(shown()[0]!.get('a').attributes('href')).toBe('/notifications')
})

test('after an hour away ten are one digest, which says the latest', async () => {
  const { stored, shown } = await shownTo()
  await seconds(1)
  showTab(false)
  await seconds(3600)
  stored.push(...Array.from({ length: 10 }, (_, place) => aNotification(`n${place}`)))
  showTab(true)
  await seconds(1)
  expect(shown()).toHaveLength(1)
  expect(shown()[0]!.text()).toContain('While you were away: 10 updates')
  expect(shown()[0]!.text()).toContain('Latest: Your order ONLINE-000001 is on its way')
  expect(shown()[0]!.get('a').attributes('href')).toBe('/notifications')
})

test('who wants no strips still gets answers to what they do', async () => {
  const { happens, toasts, shown, global } = await shownTo()
  useTellingChoices(global.plugins[0] as never).choose('toasts', false)
  await happens(aNotification('a'))
  expect(shown()).toHaveLength(0)
  toasts.own('Order placed')
  await seconds(0)
  expect(shown()).toHaveLength(1)
})

test('a notification is told once, whoever tells it again', async () => {
  const { happens, shown, toasts } = await shownTo()
  await happens(aNotification('a'))
  toasts.news([aNotification('a')])
  await seconds(0)
  expect(shown()).toHaveLength(1)
})

test('a toast goes by itself, but not while somebody points at it', async () => {
  const { toasts, shown, wrapper } = await shownTo()
  toasts.own('Order placed')
  await seconds(0)
  await wrapper.get('.toasts').trigger('pointerenter')
  await seconds(60)
  expect(shown()).toHaveLength(1)
  await wrapper.get('.toasts').trigger('pointerleave')
  await seconds(8)
  expect(shown()).toHaveLength(0)
})

test('only a failed act of one\'s own is red', async () => {
  const { toasts, tones } = await shownTo()
  toasts.failed('It did not work')
  await seconds(0)
  expect(tones()).toEqual(['error'])
})

test('following one to its order marks it as read and puts it away', async () => {
  const { api, happens, shown } = await shownTo()
  await happens(aNotification('a'))
  await shown()[0]!.get('a').trigger('click')
  await seconds(0)
  expect(api.asked(readNotifications).map(({ body }) => body)).toEqual([{ ids: ['a'] }])
  expect(shown()).toHaveLength(0)
})

test('staff are led to the order in the console', async () => {
  const { happens, shown } = await shownTo(sam)
  await happens(aNotification('a', { title: 'New order ONLINE-000001 from Ana' }))
  expect(shown()[0]!.get('a').attributes('href')).toBe('/staff-orders/order-1')
})

test('the next person at this browser is told nothing of the one before', async () => {
  const { happens, session, shown } = await shownTo()
  await happens(aNotification('a'))
  session.end()
  await seconds(0)
  expect(shown()).toHaveLength(0)
})

test('what a toast offers is done with one press, and the toast is gone', async () => {
  const { shown, toasts } = await shownTo()
  const run = vi.fn()
  toasts.offer({ label: 'Undo', until: null, run }, 'Order ONLINE-000001 is now shipped.')
  await seconds(0)
  await shown()[0]!.get('.act').trigger('click')
  expect(run).toHaveBeenCalledOnce()
  expect(toasts.pile).toEqual([])
})

test('what a toast offers ends with its time', async () => {
  const { shown, toasts } = await shownTo()
  toasts.offer({ label: 'Undo', until: '2026-11-20T09:00:05.000Z', run: () => {} }, 'Order ONLINE-000001 is now shipped.')
  await seconds(4)
  expect(shown()[0]!.find('.act').exists()).toBe(true)
  await seconds(2)
  expect(shown()[0]!.find('.act').exists()).toBe(false)
})

test('another person cannot take back what the one before did', async () => {
  const { session, toasts } = await shownTo()
  toasts.offer({ label: 'Undo', until: null, run: () => {} }, 'Order ONLINE-000001 is now shipped.')
  session.end()
  await seconds(0)
  expect(toasts.pile).toEqual([])
})
