import { exportStaffOrders } from '@orderbeat/shared'
import { afterEach, expect, test, vi } from 'vitest'
import { problem, reply } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { settled } from '../../test/mount-page.ts'
import { morning } from '../../test/samples.ts'
import { openStaffList } from '../../test/staff-list.ts'
import { aStaffOrder } from '../../test/staff-samples.ts'

useFakeTime()
afterEach(() => scrollTo(0))

function order(number: number) {
  return aStaffOrder([], { number }, { placedAt: new Date(morning + number * 1000).toISOString() })
}

function scrollTo(top: number): void {
  Object.defineProperty(window, 'scrollY', { value: top, configurable: true })
  window.dispatchEvent(new Event('scroll'))
}

const busy = {
  'has a selection': ({ box }) => box('ONLINE-000001').trigger('click'),
  'types into a filter': ({ wrapper }) => wrapper.get('input[type="search"]').trigger('focusin'),
  'scrolls': async () => scrollTo(600),
} as const satisfies Record<string, (list: Awaited<ReturnType<typeof openStaffList>>) => Promise<unknown>>

test('a new order comes on top with a mark', async () => {
  const { orders, row, rows } = await openStaffList([order(1)])
  orders.unshift(order(2))
  await seconds(30)
  expect(rows()).toEqual(['ONLINE-000002', 'ONLINE-000001'])
  expect(row('ONLINE-000002').classes()).toContain('arrived')
  expect(row('ONLINE-000001').classes()).not.toContain('arrived')
})

test.each(Object.entries(busy))('while somebody %s, new orders wait behind a pill that lets them in', async (_, begin) => {
  const list = await openStaffList([order(1)])
  await begin(list)
  list.orders.unshift(order(2))
  await seconds(30)
  expect(list.rows()).toEqual(['ONLINE-000001'])
  vi.spyOn(window, 'scrollTo').mockImplementation(() => {})
  await list.press('1 new order')
  expect(list.rows()).toEqual(['ONLINE-000002', 'ONLINE-000001'])
  expect(document.activeElement?.textContent.trim()).toBe('ONLINE-000002')
  expect(list.button(/new order/)).toBeUndefined()
})

test('a selection survives refreshes and other pages', async () => {
  const { box, orders, wrapper, router } = await openStaffList([order(3), order(2), order(1)])
  await box('ONLINE-000002').trigger('click')
  orders[2] = { ...orders[2]!, version: 9, note: 'changed' }
  await seconds(30)
  expect(box('ONLINE-000002').element.checked).toBe(true)
  orders.splice(0, 3, order(7))
  await router.push('/staff-orders?before=next')
  await settled()
  expect(wrapper.get('[aria-label="Selection"]').text()).toMatch(/^1 selected1 not on this page/)
})

test('the box in the head takes the page, Shift takes what lies between', async () => {
  const { box, wrapper } = await openStaffList([4, 3, 2, 1].map(order))
  const count = () => wrapper.find('[aria-label="Selection"] .count strong')
  await wrapper.get('[aria-label="Select this page"]').setValue(true)
  expect(count().text()).toBe('4 selected')
  await wrapper.get('[aria-label="Clear the selection"]').trigger('click')
  expect(count().exists()).toBe(false)
  await box('ONLINE-000004').trigger('click')
  await box('ONLINE-000002').trigger('click', { shiftKey: true })
  expect(count().text()).toBe('3 selected')
})

test('CSV saves what is filtered, on all pages, with the token', async () => {
  const { api, press } = await openStaffList([order(1)], '/staff-orders?status=pending&sort=-total&before=abc')
  api.on(exportStaffOrders, reply({ body: 'number', headers: { 'content-type': 'text/csv; charset=utf-8' } }))
  const saved: string[] = []
  const blobs: Blob[] = []
  Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: () => {} })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(`${this.download} ${this.href}`)
  })
  await press('Download these orders as CSV')
  const [request] = api.asked(exportStaffOrders)
  expect(Object.fromEntries(request!.url.searchParams)).toEqual({ status: 'pending', sort: '-total' })
  expect(request!.headers.get('authorization')).toBe('Bearer token-of-sam')
  expect(saved).toEqual(['orders.csv blob:1'])
  expect(await blobs[0]!.text()).toContain('number')
})

test('an export that fails is told', async () => {
  const { api, press, toasts } = await openStaffList([order(1)])
  api.on(exportStaffOrders, problem('unavailable'))
  await press('Download these orders as CSV')
  expect(toasts.pile).toMatchObject([{ tone: 'error', text: 'The orders could not be exported: Not available at the moment.' }])
})
