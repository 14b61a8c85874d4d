import type { StaffStats } from '@orderbeat/shared'
import type { Shop } from '../../../test/test-shop.ts'
import { cancelOrder, getStaffStats, listOrders, updateStaffOrder } from '@orderbeat/shared'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'
import { workAtRandom } from '../../../test/work-at-random.ts'
import { verifyDatabase } from '../../data-tools.ts'
import { quantileOf, secondsOf } from '../../figures/buckets.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop.close())

const minute = 60_000
const day = 24 * 60 * minute

async function stats(query: { from?: string, to?: string } = {}): Promise<StaffStats> {
  return (await shop.sam.call(getStaffStats, { query })).body
}

describe('the figures', () => {
  it('say what was ordered, earned and cancelled on a day of the shop\'s, and where orders are now', async () => {
    await shop.orderOf(shop.ana, ['confirmed'])
    const { id } = await shop.orderOf(shop.ben)
    await shop.ben.call(cancelOrder, { params: { orderId: id }, body: null })
    // Half past midnight in Berlin, still the day before in UTC.
    shop.clock.now = Date.parse('2026-11-20T23:30:00.000Z')
    await shop.orderOf(shop.ana)
    const { days, statusNow, from, to } = await stats()
    expect([from, to, days.length]).toEqual(['2026-10-23', '2026-11-21', 30])
    expect(days.slice(-2)).toEqual([
      { day: '2026-11-20', orders: 2, revenue: 1380, cancelled: 1 },
      { day: '2026-11-21', orders: 1, revenue: 1380, cancelled: 0 },
    ])
    expect(statusNow).toEqual({ pending: 1, confirmed: 1, processing: 0, ready: 0, shipped: 0, delivered: 0, paid: 0, cancelled: 1 })
  })

  it('say how long orders stay in each stage, right within five hundredths', async () => {
    for (const minutes of [10, 20, 30]) {
      const { id } = await shop.orderOf(shop.ana)
      shop.clock.now += minutes * minute
      await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed' } })
    }
    const { stages } = await stats()
    const pending = stages.find(({ status }) => status === 'pending')!
    expect(Math.abs(pending.medianSeconds! / (20 * 60) - 1)).toBeLessThan(0.05)
    expect(Math.abs(pending.p90Seconds! / (30 * 60) - 1)).toBeLessThan(0.05)
    expect(stages.find(({ status }) => status === 'shipped')).toEqual({ status: 'shipped', medianSeconds: null, p90Seconds: null })
  })

  it('say how late open screens had a change, which a first look and one\'s own doing are not', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const { headers } = await shop.ana.call(listOrders)
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed' } })
    shop.clock.now += 20_000
    await shop.ben.call(listOrders)
    await shop.ana.call(listOrders, { headers: { 'if-none-match': String(headers.etag) } })
    await shop.app.close()
    const freshness = await shop.database.stores.figures.list('day:2026-11-20', 'day:2026-11-20')
    const counts = new Map(freshness.filter(({ name }) => name.startsWith('fresh:')).map(({ name, value }) => [Number(name.slice(6)), value]))
    expect([...counts.values()]).toEqual([1])
    expect(Math.abs(quantileOf(counts, 0.5)! / 20 - 1)).toBeLessThan(0.05)
  })

  it('equal a recount from the events after a thousand random operations', async () => {
    await workAtRandom(shop, 1000, 7)
    expect((await shop.database.stores.figures.list('', '~')).length).toBeGreaterThan(100)
    expect((await shop.database.stores.events.listAfter(null, 100_000))!.filter(({ type }) => type === 'order.reverted').length).toBeGreaterThan(50)
    const differences: object[] = []
    await verifyDatabase(shop.database.url, difference => differences.push(difference))
    expect(differences).toEqual([])
  }, 60_000)

  it('are counted across the turn of a year, and from the first day that can be asked for to the last', async () => {
    shop.clock.now = Date.parse('2025-12-31T12:00:00.000Z')
    const { id } = await shop.orderOf(shop.ana)
    shop.clock.now += day
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed' } })
    await shop.orderOf(shop.ana)
    const { days, stages } = await stats({ from: '2025-11-15', to: '2026-02-10' })
    expect(days).toHaveLength(88)
    expect(days.filter(({ orders }) => orders > 0).map(({ day }) => day)).toEqual(['2025-12-31', '2026-01-01'])
    expect(Math.abs(stages[0]!.medianSeconds! * 1000 / day - 1)).toBeLessThan(0.05)
    expect(await stats({ to: '1970-01-02' })).toMatchObject({ from: '1970-01-01', days: { length: 2 } })
    expect((await stats({ from: '9998-12-30', to: '9998-12-31' })).days).toHaveLength(2)
  })

  it('are another answer tomorrow, and the same one until something changes', async () => {
    const { headers } = await shop.sam.call(getStaffStats)
    const again = () => shop.sam.call(getStaffStats, { headers: { 'if-none-match': String(headers.etag) } })
    expect((await again()).status).toBe(304)
    shop.clock.now += day
    expect((await again()).status).toBe(200)
  })

  it('are refused for days that cannot be', async () => {
    for (const query of [{ from: '2026-11-21', to: '2026-11-20' }, { from: '2020-01-01', to: '2026-11-20' }, { from: '2026-02-30' }, { to: '9999-12-31' }, { from: '9999-12-05', to: '9999-12-31' }, { to: '0000-01-01' }])
      expect((await shop.sam.call(getStaffStats, { query })).status).toBe(400)
    expect((await shop.ana.call(getStaffStats)).status).toBe(403)
  })
})

it('a bucket stands for times that are within five hundredths of it', () => {
  for (const seconds of [2, 59, 3600, 86_400 * 30]) {
    const bucket = Math.ceil(Math.log(seconds) / Math.log(1.1))
    expect(Math.abs(secondsOf(bucket) / seconds - 1)).toBeLessThan(0.05)
  }
})
