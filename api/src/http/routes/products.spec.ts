import type { Shop } from '../../../test/test-shop.ts'
import { getOrder, listProducts, placeOrder, putProduct } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const tea = { name: 'Mint tea', description: 'Dried.', price: 720, available: true }

describe('products', () => {
  it('are for everybody to see, by name', async () => {
    const { body } = await shop.nobody.call(listProducts)
    expect(body.products.map(({ name }) => name)).toEqual(['Lemon cake', 'Rye bread', 'Stollen'])
  })

  it('are made and changed by an admin, and keep their id', async () => {
    const made = await shop.ada.call(putProduct, { params: { sku: 'TEA' }, body: tea })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ ...tea, sku: 'TEA', currency: 'EUR' })
    const changed = await shop.ada.call(putProduct, { params: { sku: 'TEA' }, body: { ...tea, price: 800 } })
    expect(changed.status).toBe(200)
    expect(changed.body).toEqual({ ...made.body, price: 800 })
  })

  it('do not change the orders that were placed before', async () => {
    const { body: { id } } = await shop.ana.call(placeOrder, { body: shop.basket() })
    await shop.ada.call(putProduct, { params: { sku: 'BREAD' }, body: { name: 'Dark bread', description: '', price: 1, available: true } })
    const { body } = await shop.ana.call(getOrder, { params: { orderId: id } })
    expect(body).toMatchObject({ total: 1380, items: [{ name: 'Rye bread', unitPrice: 690 }] })
  })

  it('are not for staff or customers to change', async () => {
    expect((await shop.sam.call(putProduct, { params: { sku: 'TEA' }, body: tea })).status).toBe(403)
    expect((await shop.ana.call(putProduct, { params: { sku: 'TEA' }, body: tea })).status).toBe(403)
  })
})
