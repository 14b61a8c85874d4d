import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Shop } from '../../test/test-shop.ts'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'
import { answerClientErrors } from './client-errors.ts'

let shop: Shop
let hasty: Server
beforeAll(async () => {
  shop = await openShop()
  await shop.app.listen({ port: 0, host: '127.0.0.1' })
  hasty = createServer({ requestTimeout: 100, headersTimeout: 100, connectionsCheckingInterval: 20 }, () => {})
  hasty.on('clientError', answerClientErrors(() => 'request-1'))
  await once(hasty.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  hasty.close()
  await shop.close()
})

/** What comes back for these bytes, until the other side hangs up. */
async function answerTo(server: Server, bytes: string) {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(bytes)
  const chunks = await socket.setEncoding('utf8').toArray() as string[]
  const [head = '', body = ''] = chunks.join('').split('\r\n\r\n')
  return { head, problem: JSON.parse(body) as object }
}

const ask = (more: string) => `GET /api/v1/products HTTP/1.1\r\nHost: shop.test\r\n${more}\r\n\r\n`

it.each(['', 'Content-Length: 0\r\n'])('a request that says it is JSON and has no body is answered at once, with "%s"', async (length) => {
  const order = await shop.orderOf(shop.ana)
  const { head, problem } = await answerTo(shop.app.server, `POST /api/v1/orders/${order.id}/cancel HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\nAuthorization: Bearer ${shop.ana.token}\r\nContent-Type: application/json\r\n${length}\r\n`)
  expect(head).toContain('HTTP/1.1 200 ')
  expect(problem).toMatchObject({ status: 'cancelled' })
})

describe('what is no request', () => {
  it.each<[string, string, number]>([
    ['words', 'hello\r\n\r\n', 400],
    ['a broken header', ask('Broken\u0000: 1'), 400],
    ['two lengths', ask('Content-Length: 1\r\nContent-Length: 2'), 400],
    ['a length and pieces', ask('Content-Length: 5\r\nTransfer-Encoding: chunked'), 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['no host of a poll', 'GET /api/v1/orders HTTP/1.1\r\nIf-None-Match: "x"\r\n\r\n', 400],
    ['another version', 'GET / HTTP/3.7\r\nHost: shop.test\r\n\r\n', 400],
    ['the beginning of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['headers of 20 KB', ask(`X-Large: ${'x'.repeat(20_000)}`), 431],
    ['an address of 20 KB', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: shop.test\r\n\r\n`, 414],
  ])('%s is answered as a problem, and the connection ends', async (_, bytes, status) => {
    const { head, problem } = await answerTo(shop.app.server, bytes)
    expect(head).toContain(`HTTP/1.1 ${status} `)
    expect(head).toMatch(/^content-type: application\/problem\+json$/im)
    expect(head).toMatch(/^connection: close$/im)
    expect(problem).toMatchObject({ status, instance: expect.any(String) as string })
  })

  it.each([
    ['its headers', 'GET / HTTP/1.1\r\nHost: shop.test\r\n'],
    ['its body', 'POST / HTTP/1.1\r\nHost: shop.test\r\nContent-Length: 5\r\n\r\n{'],
  ])('a request that takes too long over %s is a problem too', async (_, bytes) => {
    const { head, problem } = await answerTo(hasty, bytes)
    expect(head).toContain('HTTP/1.1 408 ')
    expect(problem).toMatchObject({ type: '/problems/request-timeout', status: 408, instance: 'request-1' })
  })
})

it.each([
  ['an expectation that nobody here can meet', ask('Expect: the-unexpected\r\nConnection: close')],
  ['no host in HTTP/1.0, which knows none', 'GET /api/v1/products HTTP/1.0\r\n\r\n'],
])('%s is no reason to refuse', async (_, bytes) => {
  const { head, problem } = await answerTo(shop.app.server, bytes)
  expect(head).toContain('HTTP/1.1 200 ')
  expect(problem).toHaveProperty('products')
})

describe('an address of more than 4096 bytes', () => {
  it.each(['/api/v1/products?q=', '/nothing/', '/api/v1/auth/login?'])('that begins with %s is 414', async (begin) => {
    const { statusCode, headers } = await shop.app.inject({ method: begin.includes('login') ? 'POST' : 'GET', url: begin + 'x'.repeat(4096), ...(begin.includes('login') ? { payload: {} } : {}) })
    expect([statusCode, headers['content-type']]).toEqual([414, 'application/problem+json'])
  })

  it('is no way around the token', async () => {
    expect((await shop.app.inject({ url: `/api/v1/orders?q=${'x'.repeat(5000)}` })).statusCode).toBe(401)
  })
})
