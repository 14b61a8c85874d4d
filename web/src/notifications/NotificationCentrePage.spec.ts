import { listNotifications, readNotifications } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { fakeApi, problem } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage, settled } from '../../test/mount-page.ts'
import { ana, aNotification, aNotificationPage, sam } from '../../test/samples.ts'
import NotificationCentrePage from './NotificationCentrePage.vue'

useFakeTime()

const today = aNotification('today')
const yesterday = aNotification('yesterday', { createdAt: '2026-11-19T09:00:00.000Z', readAt: '2026-11-19T10:00:00.000Z' })

async function opened({ address = '/notifications', account = ana, page = aNotificationPage(today, yesterday) } = {}) {
  const api = fakeApi()
  api.on(listNotifications, ({ url }) => url.searchParams.has('before') ? aNotificationPage(aNotification('older', { createdAt: '2026-11-01T09:00:00.000Z' })) : page)
  api.on(readNotifications, { unread: 0 })
  return mountPage(NotificationCentrePage, address, { api, account })
}

test('notifications stand under their day, the unread ones with a dot', async () => {
  const { wrapper } = await opened()
  expect(wrapper.findAll('h2').map(day => day.text())).toEqual(['Today', 'Yesterday'])
  expect(wrapper.findAll('.line').map(line => line.find('.dot').exists())).toEqual([true, false])
})

test('search and the unread filter live in the address and reach the API', async () => {
  const { api, router, wrapper } = await opened({ address: '/notifications?q=cake' })
  expect(wrapper.get('input').element.value).toBe('cake')
  await wrapper.get('[aria-pressed]').trigger('click')
  await wrapper.get('input').setValue('bread')
  await seconds(1)
  expect(router.currentRoute.value.query).toEqual({ q: 'bread', unread: 'true' })
  expect(api.asked(listNotifications).at(-1)!.url.search).toBe('?q=bread&unread=true')
})

test('opening one leads to its order and marks it as read', async () => {
  const { api, router, wrapper } = await opened()
  await wrapper.get('.line').trigger('click')
  await settled()
  expect(api.asked(readNotifications).map(({ body }) => body)).toEqual([{ ids: ['today'] }])
  expect(router.currentRoute.value.fullPath).toBe('/orders/order-1')
})

test('staff are led to the order in the console', async () => {
  const { wrapper } = await opened({ account: sam })
  expect(wrapper.get('.line').attributes('href')).toBe('/staff-orders/order-1')
})

test('"Mark all read" marks up to where this answer ends, also on older pages', async () => {
  const { api, wrapper } = await opened({ page: { ...aNotificationPage(today), nextCursor: 'next' } })
  await wrapper.findAll('button').find(button => button.text() === 'Show older')!.trigger('click')
  await settled()
  expect(wrapper.findAll('.line .dot')).toHaveLength(2)
  await wrapper.findAll('button').find(button => button.text() === 'Mark all read')!.trigger('click')
  await settled()
  expect(api.asked(readNotifications).map(({ body }) => body)).toEqual([{ upTo: 'cursor-1' }])
  expect(wrapper.findAll('.line')[1]!.find('.dot').exists()).toBe(false)
})

test('what could not be marked as read is shown as unread again, on older pages too', async () => {
  const { api, wrapper } = await opened({ page: { ...aNotificationPage(today), nextCursor: 'next' } })
  await wrapper.findAll('button').find(button => button.text() === 'Show older')!.trigger('click')
  await settled()
  api.network.down = true
  for (const press of [wrapper.findAll('.line')[0]!, wrapper.findAll('.line')[1]!, wrapper.findAll('button').find(button => button.text() === 'Mark all read')!]) {
    await press.trigger('click')
    await settled()
    expect(wrapper.findAll('.line .dot')).toHaveLength(2)
    expect(wrapper.findAll('button').find(button => button.text() === 'Mark all read')!.attributes('disabled')).toBeUndefined()
  }
})

test('older ones are added below by the cursor, until there are no more', async () => {
  const { api, wrapper } = await opened({ page: { ...aNotificationPage(today), nextCursor: 'next' } })
  const more = wrapper.findAll('button').find(button => button.text() === 'Show older')!
  await more.trigger('click')
  await settled()
  expect(api.asked(listNotifications).at(-1)!.url.search).toBe('?before=next')
  expect(wrapper.findAll('.line')).toHaveLength(2)
  expect(wrapper.text()).not.toContain('Show older')
})

test('where there is nothing, a sentence says why', async () => {
  const { wrapper } = await opened({ address: '/notifications?unread=true', page: aNotificationPage() })
  expect(wrapper.text()).toContain('You have read everything.')
})

test('a failure on first load offers to try again; later it keeps what is shown', async () => {
  const api = fakeApi()
  api.on(listNotifications, problem('unavailable'))
  const { wrapper } = await mountPage(NotificationCentrePage, '/notifications', { api })
  expect(wrapper.get('[role="alert"]').text()).toContain('could not be loaded')
  api.on(listNotifications, aNotificationPage(today))
  await wrapper.get('[role="alert"] button').trigger('click')
  await settled()
  expect(wrapper.findAll('.line')).toHaveLength(1)
  api.on(listNotifications, problem('unavailable'))
  await seconds(60)
  expect(wrapper.findAll('.line')).toHaveLength(1)
  expect(wrapper.get('.strip').text()).toContain('The last check failed')
})
