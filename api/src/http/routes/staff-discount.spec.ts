import type { Shop } from '../../../test/test-shop.ts'
import { getOrder, listNotifications, updateStaffOrder } from '@orderbeat/shared'
import { afterEach, describe, expect, it } from 'vitest'
import { openShop, testConfig } from '../../../test/test-shop.ts'

let shop: Shop
afterEach(() => shop.close())

async function open(currency = 'EUR') {
  shop = await openShop()
  if (currency !== 'EUR') {
    await shop.close()
    shop = await openShop({ config: { ...testConfig, shop: { currency, timeZone: 'UTC' } } })
  }
}

function discount(orderId: string, amount: number) {
  return shop.sam.call(updateStaffOrder, { params: { orderId }, body: { discount: { amount, reason: 'Late' } } })
}

async function customersView(orderId: string) {
  const { discount, subtotal, total, timeline } = (await shop.ana.call(getOrder, { params: { orderId } })).body
  return { discount, subtotal, total, told: timeline!.filter(({ changed }) => changed.discount !== undefined).map(({ changed }) => changed.discount!.to) }
}

describe.each([
  ['JPY', '¥181', '¥1,199'],
  ['EUR', '€1.81', '€11.99'],
  ['KWD', 'KWD 0.181', 'KWD 1.199'],
])('a discount in %s', (currency, off, left) => {
  it('is told in the decimals of the currency, and customer and shop have the same sums', async () => {
    await open(currency)
    const { id } = await shop.orderOf(shop.ana)
    const { body } = await discount(id, 181)
    expect(body).toMatchObject({ currency, subtotal: 1380, discount: 181, total: 1199 })
    expect(await customersView(id)).toEqual({ subtotal: 1380, discount: 181, total: 1199, told: [181] })
    const { body: { notifications } } = await shop.ana.call(listNotifications)
    expect(notifications[0]!.body.replaceAll('\u00A0', ' ')).toBe(`You get ${off} off: the total is now ${left}.`)
  })
})

describe('a discount', () => {
  it('of nothing on nothing is no change', async () => {
    await open()
    const { id, version } = await shop.orderOf(shop.ana)
    expect((await discount(id, 0)).body.version).toBe(version)
    expect((await customersView(id)).told).toEqual([])
  })

  it('given twice is the second one, not the sum', async () => {
    await open()
    const { id } = await shop.orderOf(shop.ana)
    await discount(id, 300)
    expect((await discount(id, 200)).body).toMatchObject({ discount: 200, total: 1180 })
    expect(await customersView(id)).toEqual({ subtotal: 1380, discount: 200, total: 1180, told: [300, 200] })
  })

  it('can be given on a delivered order that is not paid, and on no paid one', async () => {
    await open()
    const { id } = await shop.orderOf(shop.ana, ['processing', 'shipped', 'delivered'])
    expect((await discount(id, 100)).body).toMatchObject({ status: 'delivered', total: 1280 })
    await shop.sam.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'paid' } })
    expect((await discount(id, 200)).problem.errors).toEqual([{ path: '/discount', message: 'cannot be given on an order that is paid' }])
    expect((await customersView(id)).total).toBe(1280)
  })

  it.each([[-1, 'below nothing'], [1381, 'above the total'], [0.5, 'of half a cent'], [Number.MAX_SAFE_INTEGER, 'of more than there is']])('of %s, %s, is refused with a reason, and nothing is stored', async (amount) => {
    await open()
    const { id } = await shop.orderOf(shop.ana)
    const before = await shop.database.dump()
    const { status, problem } = await discount(id, amount)
    expect([status, problem.errors?.[0]?.path]).toEqual([400, '/discount/amount'])
    expect(await shop.database.dump()).toEqual(before)
  })
})
