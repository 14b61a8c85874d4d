import type { StaffStats } from '@orderbeat/shared'
import { getStaffStats, listProducts } from '@orderbeat/shared'
import { beforeEach, expect, test, vi } from 'vitest'
import { fakeApi, problem } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { someStats } from '../../test/figures-samples.ts'
import { mountPage, settled } from '../../test/mount-page.ts'
import { sam } from '../../test/samples.ts'
import FiguresPage from './FiguresPage.vue'

// What a chart draws is not for jsdom, which has no canvas; what it is given is.
vi.mock('vue-chartjs', async () => {
  const { h } = await import('vue')
  const chart = { props: ['data', 'options', 'ariaLabel'], render: ({ ariaLabel }: { ariaLabel: string }) => h('canvas', { 'role': 'img', 'aria-label': ariaLabel }) }
  return { Bar: { ...chart, name: 'BarChart' }, Line: { ...chart, name: 'LineChart' } }
})

useFakeTime()

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
})

async function opened({ address = '/staff-orders', stats = someStats() as StaffStats | ReturnType<typeof problem> } = {}) {
  const api = fakeApi()
  const now = { stats }
  api.on(getStaffStats, () => now.stats)
  api.on(listProducts, { products: [{ id: 'beans', sku: 'BEANS', name: 'Coffee beans', description: '', price: 1250, currency: 'EUR', available: true }] })
  const page = await mountPage(FiguresPage, address, { api, account: sam })
  return { ...page, now, asked: () => Object.fromEntries(api.asked(getStaffStats).at(-1)!.url.searchParams), numbers: () => page.wrapper.findAll('dd.number').map(number => number.text()) }
}

test('four numbers say how it goes', async () => {
  const { numbers, wrapper } = await opened()
  expect(numbers()).toEqual(['60', '€600.00', '50%', '12 s'])
  expect(wrapper.text()).toContain('95 of 100 within 41 s')
})

test('each chart says what it is, and has a table with the same numbers', async () => {
  const { wrapper } = await opened()
  expect(wrapper.findAll('canvas').map(canvas => canvas.attributes('aria-label')!.split(';')[0])).toEqual(['Orders per day', 'Revenue per day', 'Orders by status now', 'Time in each stage'])
  const [orders, revenue, status, stages] = wrapper.findAll('table').map(table => table.findAll('tbody tr').map(row => row.text()))
  expect([orders!.length, orders![0], revenue![0]]).toEqual([30, '20 Nov 202621', '20 Nov 2026€20.00'])
  expect(status).toContain('Pending3')
  expect(stages).toEqual(['Pending4 min20 min', 'Confirmed––', 'Processing1 h3 h 20 min', 'Ready2 h25 h', 'Shipped27 h 47 min2 d 4 h'])
})

test('a status leads to its orders', async () => {
  const { wrapper } = await opened()
  expect(wrapper.get('table a').attributes('href')).toBe('/staff-orders?status=pending')
})

test('the days that are chosen are in the address and reach the API', async () => {
  const { asked, router, wrapper } = await opened()
  expect(asked()).toEqual({ from: '2026-10-22' })
  await wrapper.findAll('button').find(button => button.text() === '7 days')!.trigger('click')
  await settled()
  expect(router.currentRoute.value.query).toEqual({ days: '7' })
  expect(asked()).toEqual({ from: '2026-11-14' })
  const from = wrapper.get<HTMLInputElement>('input[type="date"]')
  from.element.value = '2026-11-01'
  await from.trigger('change')
  await settled()
  expect(router.currentRoute.value.query).toEqual({ from: '2026-11-01', to: '2026-11-20' })
  expect(asked()).toEqual({ from: '2026-11-01', to: '2026-11-20' })
})

test('days that cannot be are not asked for', async () => {
  const { api, wrapper } = await opened({ address: '/staff-orders?from=2026-11-20&to=2026-11-01' })
  expect(wrapper.get('[role="alert"]').text()).toBe('The first day is after the last one.')
  expect(api.count(getStaffStats)).toBe(0)
})

test('where the shop has another day than the reader, the shop\'s counts', async () => {
  const { asked } = await opened({ address: '/staff-orders?days=7', stats: { ...someStats(8), from: '2026-11-14', to: '2026-11-21' } })
  await seconds(1)
  expect(asked()).toEqual({ from: '2026-11-15' })
})

test('new numbers come by polling, and a failed check keeps what is shown', async () => {
  const { now, numbers, wrapper } = await opened()
  now.stats = someStats(31)
  await seconds(30)
  expect(numbers()[0]).toBe('62')
  now.stats = problem('unavailable')
  await seconds(30)
  expect(numbers()[0]).toBe('62')
  expect(wrapper.get('.strip').text()).toContain('The last check failed')
})

test('without an order there is nothing to draw', async () => {
  const { wrapper } = await opened({ stats: someStats(30, { statusNow: { pending: 0 } as StaffStats['statusNow'] }) })
  expect(wrapper.findAll('canvas')).toHaveLength(0)
  expect(wrapper.text()).toContain('There are no orders to count yet')
})

test('days without orders say so instead of an empty chart', async () => {
  const days = someStats().days.map(day => ({ ...day, orders: 0, revenue: 0, cancelled: 0 }))
  const { numbers, wrapper } = await opened({ stats: someStats(30, { days, freshness: { medianSeconds: null, p95Seconds: null } }) })
  expect(numbers()).toEqual(['0', '€0.00', '–', '–'])
  expect(wrapper.findAll('.empty').map(empty => empty.text())).toEqual(['No order was placed in these days.', 'There was no revenue in these days.'])
})

test('what could not be loaded can be tried again', async () => {
  const { now, numbers, wrapper } = await opened({ stats: problem('unavailable') })
  expect(wrapper.text()).toContain('The figures could not be loaded.')
  now.stats = someStats()
  await wrapper.findAll('button').find(button => button.text() === 'Try again')!.trigger('click')
  await settled()
  expect(numbers()[0]).toBe('60')
})

test('the days can be saved as CSV', async () => {
  const saved: Blob[] = []
  Object.assign(URL, { createObjectURL: (blob: Blob) => saved.push(blob) && 'blob:', revokeObjectURL: () => {} })
  const names: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  const { wrapper } = await opened()
  await wrapper.get('.save').trigger('click')
  expect(names).toEqual(['orders 2026-10-22 to 2026-11-20.csv'])
  expect((await saved[0]!.text()).split('\r\n').slice(0, 2)).toEqual(['day,orders,cancelled,revenue,currency', '2026-10-22,2,1,20.00,EUR'])
})
