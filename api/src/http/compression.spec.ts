import type { Shop } from '../../test/test-shop.ts'
import { gunzipSync } from 'node:zlib'
import { listOrders } from '@orderbeat/shared'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

function askForOrders(headers: object = {}) {
  return shop.app.inject({ url: '/api/v1/orders', headers: { 'authorization': `Bearer ${shop.ana.token}`, 'accept-encoding': 'gzip, br', ...headers } })
}

it('a long answer is compressed, a short one is not, and a tag holds for both', async () => {
  const short = await askForOrders()
  expect(short.headers['content-encoding']).toBeUndefined()
  await shop.orderOf(shop.ana)
  await shop.orderOf(shop.ana)
  const long = await askForOrders()
  expect(long.headers).toMatchObject({ 'content-encoding': 'gzip', 'vary': expect.stringMatching(/^(?=.*authorization)(?=.*accept-encoding)/i) as string })
  const plain = await shop.ana.call(listOrders)
  expect(JSON.parse(gunzipSync(long.rawPayload).toString())).toEqual(plain.body)
  expect(long.headers.etag).toBe(plain.headers.etag)
  const unchanged = await askForOrders({ 'if-none-match': long.headers.etag })
  expect(unchanged.statusCode).toBe(304)
  expect(unchanged.headers['content-encoding']).toBeUndefined()
})
