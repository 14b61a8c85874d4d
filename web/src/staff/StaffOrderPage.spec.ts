import type { Order } from '@orderbeat/shared'
import { getStaffOrder, listNotifications, updateStaffOrder } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { fakeApi, problem } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage, settled } from '../../test/mount-page.ts'
import { aNotificationPage, sam } from '../../test/samples.ts'
import { aStaffOrder, changedTo, refusedBecause } from '../../test/staff-samples.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import StaffOrderPage from './StaffOrderPage.vue'

useFakeTime()

async function opened(order: Order = aStaffOrder(['processing'])) {
  const api = fakeApi()
  const shop = { order }
  api.on(getStaffOrder, () => ({ timeline: [], ...shop.order }))
  api.on(listNotifications, aNotificationPage())
  const page = await mountPage(StaffOrderPage, '/staff-orders/ONLINE-000001', { api, account: sam, props: { orderId: 'ONLINE-000001' } })
  const field = (label: string) => {
    const id = page.wrapper.findAll('label').find(one => one.text() === label)!.attributes('for')
    return page.wrapper.get<HTMLInputElement>(`[id="${id}"]`)
  }
  return {
    ...page,
    shop,
    field,
    toasts: useToasts(page.global.plugins[0] as never),
    async save() {
      await page.wrapper.get('form[aria-label="Change this order"]').trigger('submit')
      await settled()
    },
  }
}

test('it shows who ordered what, where it goes, how it is paid and what they wrote', async () => {
  const { wrapper } = await opened(aStaffOrder([], {}, { note: 'Ring twice' }))
  for (const words of ['Ana', 'Coffee beans', 'Rua Nova 1, Lisboa', 'Card, unpaid', 'Ring twice'])
    expect(wrapper.text()).toContain(words)
})

test('the timeline says who did it, and keeps what is for staff apart', async () => {
  const timeline = [{ id: 'a', version: 1, type: 'order.processing' as const, from: 'pending' as const, to: 'processing' as const, changed: {}, customerComment: 'Soon!', comment: 'Oven two', at: '2026-11-20T08:01:00.000Z', actor: { kind: 'staff' as const, id: 'sam', name: 'Sam' } }]
  const { wrapper } = await opened({ ...aStaffOrder(['processing']), timeline })
  expect(wrapper.get('.timeline .heading').text()).toBe('Processing by Sam')
  expect(wrapper.get('.said').text()).toBe('Soon!')
  expect(wrapper.get('.internal').text()).toBe('Staff note Oven two')
})

test('several things are saved as one change, told in one toast', async () => {
  const { api, shop, field, save, toasts, wrapper } = await opened()
  api.on(updateStaffOrder, () => shop.order = aStaffOrder(['processing', 'shipped'], {}, { trackingNumber: 'OB-1' }))
  await wrapper.get('input[value="shipped"]').setValue(true)
  await field('Tracking number').setValue('OB-1')
  await field('Comment for the customer').setValue('Off it goes')
  await save()
  expect(api.asked(updateStaffOrder).map(({ body }) => body)).toEqual([{ status: 'shipped', trackingNumber: 'OB-1', customerComment: 'Off it goes' }])
  expect(api.asked(updateStaffOrder)[0]!.headers.get('if-match')).toBe('"2"')
  expect(toasts.pile).toMatchObject([{ tone: 'info', text: 'Order ONLINE-000001 is now shipped. The customer will see it within 60 s.' }])
  expect(field('Comment for the customer').element.value).toBe('')
})

test('a note for staff does not promise the customer anything', async () => {
  const { api, field, save, toasts } = await opened()
  api.on(updateStaffOrder, aStaffOrder(['processing'], {}, { version: 3 }))
  await field('Internal comment').setValue('Fragile')
  await save()
  expect(toasts.pile).toMatchObject([{ text: 'The note on order ONLINE-000001 is kept.' }])
})

test('what cannot be is said at its field, and nothing is sent', async () => {
  const { api, field, save, wrapper } = await opened()
  await field('Discount').setValue('4.005')
  await save()
  expect(api.count(updateStaffOrder)).toBe(0)
  expect(wrapper.text()).toContain('An amount such as 5.00')
  expect(document.activeElement).toBe(field('Discount').element)
})

test('somebody else was faster: what changed is shown, what was typed stays, and saving again holds for the new version', async () => {
  const { api, shop, field, save, wrapper } = await opened()
  api.on(updateStaffOrder, () => changedTo(shop.order = aStaffOrder(['processing', 'shipped'])))
  await field('Tracking number').setValue('OB-1')
  await save()
  expect(wrapper.get('[role="alert"]').text()).toMatch(/has changed meanwhile.*Status:\s*Processing\s*Shipped/s)
  expect(field('Tracking number').element.value).toBe('OB-1')
  api.on(updateStaffOrder, aStaffOrder(['processing', 'shipped'], {}, { version: 4, trackingNumber: 'OB-1' }))
  await save()
  const [first, second] = api.asked(updateStaffOrder)
  expect(second!.headers.get('if-match')).toBe('"3"')
  expect(second!.headers.get('idempotency-key')).not.toBe(first!.headers.get('idempotency-key'))
  expect(wrapper.find('[role="alert"]').exists()).toBe(false)
})

test('a refused change shows the reason and keeps what was typed', async () => {
  const { api, field, save, wrapper } = await opened()
  api.on(updateStaffOrder, refusedBecause('The order is already shipped: it never goes back.'))
  await field('Internal comment').setValue('Fragile')
  await save()
  expect(wrapper.get('[role="alert"]').text()).toBe('The order is already shipped: it never goes back.')
  expect(field('Internal comment').element.value).toBe('Fragile')
})

test('a refresh brings news to the untouched fields and leaves the typed ones', async () => {
  const { field, shop } = await opened()
  await field('Tracking number').setValue('OB-')
  shop.order = aStaffOrder(['processing'], {}, { version: 3, trackingNumber: 'OTHER', trackingUrl: 'https://post.example' })
  await seconds(30)
  expect(field('Tracking number').element.value).toBe('OB-')
  expect(field('Tracking link').element.value).toBe('https://post.example')
})

test('a status that is not possible cannot be chosen and says why', async () => {
  const { wrapper } = await opened()
  expect(wrapper.get('input[value="ready"]').attributes('disabled')).toBeDefined()
  expect(wrapper.get('.refused').text()).toContain('An order for delivery is never ready.')
})

test('a paid order takes no discount', async () => {
  const { field } = await opened(aStaffOrder(['processing', 'paid']))
  expect(field('Discount').attributes('disabled')).toBeDefined()
})

test('there is no such order', async () => {
  const api = fakeApi()
  api.on(getStaffOrder, problem('order-not-found'))
  const { wrapper } = await mountPage(StaffOrderPage, '/staff-orders/x', { api, account: sam, props: { orderId: 'x' } })
  expect(wrapper.text()).toContain('There is no such order.')
})
