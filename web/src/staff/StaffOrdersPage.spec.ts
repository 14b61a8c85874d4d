import { listStaffOrders, updateStaffOrder } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { problem } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { settled } from '../../test/mount-page.ts'
import { openStaffList } from '../../test/staff-list.ts'
import { aStaffOrder, changedTo, refusedBecause } from '../../test/staff-samples.ts'

useFakeTime()

test('a row says number, status in words, customer, items, total and payment', async () => {
  const { row } = await openStaffList([aStaffOrder(['processing'])])
  expect(row().findAll('td').map(cell => cell.text())).toEqual(['', 'ONLINE-000001', 'Processing', '1 h ago', 'Ana', '2 items, delivery', '€25.00', 'Unpaid', 'Mark shipped'])
})

test('the filters of the address reach the API, and what is chosen reaches the address', async () => {
  const { api, router, wrapper } = await openStaffList(undefined, '/staff-orders?status=pending&sort=-total&from=2026-11-01&before=abc')
  expect(Object.fromEntries(api.asked(listStaffOrders)[0]!.url.searchParams)).toEqual({ limit: '50', status: 'pending', sort: '-total', from: '2026-11-01', before: 'abc' })
  await wrapper.get('[data-status="processing"]').trigger('click')
  await wrapper.get('input[type="search"]').setValue('ana')
  await seconds(1)
  // A list that is narrowed otherwise begins on its first page.
  expect(router.currentRoute.value.query).toEqual({ status: 'pending,processing', sort: '-total', from: '2026-11-01', q: 'ana' })
})

test('"Clear filters" keeps the sort', async () => {
  const { router, wrapper } = await openStaffList(undefined, '/staff-orders?status=pending&sort=-total&q=ana')
  await wrapper.findAll('button').find(button => button.text() === 'Clear filters')!.trigger('click')
  await settled()
  expect(router.currentRoute.value.query).toEqual({ sort: '-total' })
})

test('older pages are an address further, with the same filters', async () => {
  const { wrapper } = await openStaffList(undefined, '/staff-orders?status=pending')
  expect(wrapper.get('.older').attributes('href')).toBe('/staff-orders?status=pending&before=next')
})

test('the next step is one press: for the version that is seen, under a key, and the row moves at once', async () => {
  const { api, row, step, toasts } = await openStaffList()
  api.on(updateStaffOrder, aStaffOrder(['confirmed']))
  await step().trigger('click')
  await settled()
  const [request] = api.asked(updateStaffOrder)
  expect(request!.body).toEqual({ status: 'confirmed' })
  expect(request!.headers.get('if-match')).toBe('"1"')
  expect(request!.headers.get('idempotency-key')).toBeTruthy()
  expect(api.count(listStaffOrders)).toBe(1)
  expect(row().text()).toContain('Confirmed')
  expect(step().text()).toBe('Start preparing')
  expect(toasts.pile).toMatchObject([{ tone: 'info', text: 'Order ONLINE-000001 is now confirmed. The customer will see it within 60 s.' }])
})

test('pressed twice it is sent once; tried again after a lost answer it has the same key', async () => {
  const { api, step, toasts } = await openStaffList()
  api.on(updateStaffOrder, aStaffOrder(['confirmed']))
  api.network.down = true
  await Promise.all([step().trigger('click'), step().trigger('click')])
  await settled()
  expect(api.count(updateStaffOrder)).toBe(1)
  expect(toasts.pile).toMatchObject([{ tone: 'error', text: expect.stringContaining('it will not be done twice') }])
  api.network.down = false
  await step().trigger('click')
  await settled()
  const keys = api.asked(updateStaffOrder).map(({ headers }) => headers.get('idempotency-key'))
  expect(keys[1]).toBe(keys[0])
})

test('somebody else was faster: the row shows what the order is now, and a toast what changed', async () => {
  const { api, row, step, toasts } = await openStaffList()
  api.on(updateStaffOrder, changedTo(aStaffOrder(['processing'])))
  await step().trigger('click')
  await settled()
  expect(row().text()).toContain('Processing')
  expect(toasts.pile).toMatchObject([{ tone: 'error', text: expect.stringContaining('ONLINE-000001: The order has changed'), detail: 'Status: Processing.' }])
})

test('a refused move says why', async () => {
  const { api, step, toasts } = await openStaffList()
  api.on(updateStaffOrder, refusedBecause('A cancelled order stays cancelled.'))
  await step().trigger('click')
  await settled()
  expect(toasts.pile).toMatchObject([{ tone: 'error', text: 'ONLINE-000001: A cancelled order stays cancelled.' }])
})

test('the menu has every status; those that are not possible are off and say why', async () => {
  const { wrapper } = await openStaffList([aStaffOrder(['processing'])])
  await wrapper.get('[aria-label="Change the status of ONLINE-000001"]').trigger('click')
  await settled()
  const items = [...document.querySelectorAll('[role="menuitem"]')]
  expect(items).toHaveLength(8)
  const ready = items.find(item => item.getAttribute('data-status') === 'ready')!
  expect(ready.getAttribute('aria-disabled')).toBe('true')
  expect(ready.textContent).toContain('An order for delivery is never ready.')
})

test('new orders come by polling, and a failed check keeps what is shown', async () => {
  const orders = [aStaffOrder()]
  const { api, wrapper } = await openStaffList(orders)
  orders.unshift(aStaffOrder([], { number: 2 }))
  await seconds(30)
  expect(wrapper.findAll('tbody tr')).toHaveLength(2)
  api.on(listStaffOrders, problem('unavailable'))
  await seconds(30)
  expect(wrapper.findAll('tbody tr')).toHaveLength(2)
  expect(wrapper.get('.strip').text()).toContain('The last check failed')
})
