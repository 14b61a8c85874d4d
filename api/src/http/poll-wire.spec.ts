import type { AddressInfo } from 'node:net'
import type { Shop } from '../../test/test-shop.ts'
import { once } from 'node:events'
import { connect } from 'node:net'
import { listOrders, listStaffOrders, trackOrder, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openShop, testConfig } from '../../test/test-shop.ts'

const elsewhere = 'https://orders.example-shop.com'
let shop: Shop
beforeAll(async () => {
  shop = await openShop({ config: { ...testConfig, corsOrigins: [elsewhere] } })
  await shop.app.listen({ port: 0 })
})
afterAll(() => shop.close())

/** The head of an answer, with what the server and not the service puts into it. */
async function headOf(token: string, url: string, headers: Record<string, string>): Promise<string> {
  const socket = connect((shop.app.server.address() as AddressInfo).port)
  const lines = Object.entries({ host: 'localhost', authorization: `Bearer ${token}`, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`GET ${url} HTTP/1.1\r\n${lines.join('')}\r\n`)
  let received = ''
  while (!received.includes('\r\n\r\n'))
    received += String((await once(socket, 'data'))[0])
  socket.destroy()
  return received.slice(0, received.indexOf('\r\n\r\n') + 4)
}

it.each([
  ['to a page of the same origin', {}],
  ['to a page of another origin', { origin: elsewhere }],
])('an empty answer has less than 400 bytes of headers on the wire: %s', async (_, headers) => {
  const over = await shop.orderOf(shop.ana, ['cancelled'])
  for (const [token, url] of [
    [shop.ana.token, urlOf(listOrders)],
    [shop.ana.token, urlOf(trackOrder, { params: { orderId: over.id } })],
    [shop.sam.token, urlOf(listStaffOrders)],
  ] as const) {
    const [, etag] = /^etag: (.+)\r$/m.exec(await headOf(token, url, headers))!
    const head = await headOf(token, url, { ...headers, 'if-none-match': etag! })
    expect(head).toMatch(/^HTTP\/1.1 304 /)
    expect(head.slice(head.indexOf('\n') + 1).length).toBeLessThan(400)
  }
})

it('a connection may rest for longer than any beat, and than proxies keep theirs: 600 s and more', async () => {
  const head = await headOf(shop.ana.token, urlOf(listOrders), {})
  expect(Number(/^keep-alive: timeout=(\d+)\r$/im.exec(head)![1])).toBeGreaterThan(600)
})
