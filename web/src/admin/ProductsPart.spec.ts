import { listProducts, putProduct } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { ada, aProduct } from '../../test/admin-samples.ts'
import { fakeApi } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage } from '../../test/mount-page.ts'
import { dialog } from '../../test/open-dialog.ts'
import ProductsPart from './ProductsPart.vue'

useFakeTime()

async function opened(...products: ReturnType<typeof aProduct>[]) {
  const api = fakeApi()
  api.on(listProducts, { products })
  api.on(putProduct, aProduct())
  const page = await mountPage(ProductsPart, '/staff-orders', { api, account: ada })
  return {
    ...page,
    sent: () => api.asked(putProduct).map(({ url, body }) => [url.pathname, body]),
    async press(label: string) {
      await page.wrapper.findAll('button').find(button => (button.attributes('aria-label') ?? button.text()) === label)!.trigger('click')
      await seconds(1)
    },
  }
}

test('a price is typed in the decimals of the shop\'s currency', async () => {
  const { press, sent } = await opened(aProduct())
  await press('Change Coffee beans')
  expect(dialog().field('price').element.value).toBe('12.50')
  await dialog().field('price').setValue('13,9')
  await dialog().submit()
  expect(sent()).toEqual([['/api/v1/staff/products/BEANS', { name: 'Coffee beans', description: '250 g', price: 1390, available: true }]])
})

test('of yen there are no parts', async () => {
  const { press, sent } = await opened(aProduct({ currency: 'JPY', price: 1250 }))
  await press('Change Coffee beans')
  await dialog().field('price').setValue('12.50')
  await dialog().submit()
  expect(dialog().text()).toContain('Type a price like 1250, up to 1000000.')
  expect(sent()).toEqual([])
})

test('in a shop without products the currency is not known, and a price is in its smallest unit', async () => {
  const { press, sent } = await opened()
  await press('Add a product')
  await dialog().field('name').setValue('Tea')
  await dialog().field('sku').setValue('TEA')
  await dialog().field('price').setValue('12.50')
  await dialog().submit()
  expect(sent()).toEqual([])
  await dialog().field('price').setValue('1250')
  await dialog().submit()
  expect(sent()).toEqual([['/api/v1/staff/products/TEA', { name: 'Tea', description: '', price: 1250, available: true }]])
})

test('adding does not write over a product that is there', async () => {
  const { press, sent } = await opened(aProduct())
  await press('Add a product')
  await dialog().field('name').setValue('Other beans')
  await dialog().field('sku').setValue('beans')
  await dialog().field('price').setValue('1')
  await dialog().submit()
  expect(dialog().text()).toContain('There is a product with this SKU already.')
  expect(sent()).toEqual([])
})

test('what is dearer than the API takes is said before it is sent', async () => {
  const { press, sent } = await opened(aProduct())
  await press('Change Coffee beans')
  await dialog().field('price').setValue('10000.01')
  await dialog().submit()
  expect(dialog().text()).toContain('up to 10000.00')
  expect(sent()).toEqual([])
})
