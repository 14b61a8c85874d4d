import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer, IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openShop } from '../../test/test-shop.ts'
import { lightRequests } from './light-requests.ts'

let server: Server
let listen: RequestListener
beforeEach(async () => {
  server = createServer({ ...lightRequests, requireHostHeader: false }, (request, response) => listen(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterEach(() => server.close())

/** The headers of one request, as they are read and as Node reads them, whatever else the request asks. */
async function read(...lines: string[]): Promise<{ ours: IncomingHttpHeaders, nodes: IncomingHttpHeaders }> {
  const seen = Promise.withResolvers<{ ours: IncomingHttpHeaders, nodes: IncomingHttpHeaders }>()
  listen = (request, response) => {
    seen.resolve({ ours: request.headers, nodes: Reflect.get(IncomingMessage.prototype, 'headers', request) as IncomingHttpHeaders })
    response.end()
  }
  await send(lines)
  return seen.promise
}

/** Sends a request with these lines and one more, until all of its answer has come. */
async function send(lines: readonly string[]): Promise<void> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end(`GET / HTTP/1.1\r\n${lines.map(line => `${line}\r\n`).join('')}Connection: close\r\n\r\n`)
  await text(socket)
}

describe('headers are read as Node reads them', () => {
  it.each([
    ['of a browser', ['Host: x', 'Accept: application/json', 'sec-ch-ua: "Chromium"', 'Sec-Fetch-Mode: cors', 'Authorization: Bearer a.b.c', 'If-None-Match: W/"a.1"', 'X-Requested-By: orderbeat']],
    ['none', []],
    ['with an empty value', ['Host:', 'Origin: ']],
    ['that come twice: the first counts', ['Authorization: first', 'Authorization: second']],
    ['that come twice: both count', ['If-None-Match: "a"', 'If-None-Match: "b"', 'X-Forwarded-For: 192.0.2.1', 'X-Forwarded-For: 192.0.2.2']],
    ['that come twice, spelled in two ways', ['Authorization: first', 'AUTHORIZATION: second']],
    ['that are lists', ['Cookie: a=1', 'Cookie: b=2', 'Set-Cookie: c=3']],
    ['that are a list of one', ['Set-Cookie: c=3']],
    ['that are called like parts of an object', ['__proto__: a', 'constructor: b', 'toString: c', 'hasOwnProperty: d']],
    ['with long names', [`${'X-Long-'.repeat(40)}: a`, 'Host: x']],
    ['in a long list', Array.from({ length: 150 }, (_, index) => `X-${index}: ${index}`)],
  ])('%s', async (_, lines) => {
    for (let time = 0; time < 2; time++) {
      const { ours, nodes } = await read(...lines)
      expect(ours).toEqual(nodes)
      expect(Object.keys(ours)).toEqual(Object.keys(nodes))
    }
  })

  it('however many names there have been, and whichever of them were known', async () => {
    for (let time = 0; time < 40; time++) {
      const lines = Array.from({ length: 60 }, (_, index) => `X-${time}-${index}: ${index}`)
      for (const last of ['authorization: second', 'Host: x']) {
        const { ours, nodes } = await read('Authorization: first', ...lines, last)
        expect(ours).toEqual(nodes)
      }
    }
  })
})

describe('Node reads them', () => {
  const nodes = vi.spyOn(IncomingMessage.prototype as unknown as { _addHeaderLine: () => void }, '_addHeaderLine')
  beforeEach(() => void nodes.mockClear())
  afterAll(() => nodes.mockRestore())

  /** Whether the headers of a request like that were read by Node when somebody wanted to know them. */
  async function areNodes(...lines: string[]): Promise<boolean> {
    const isRead = Promise.withResolvers<boolean>()
    listen = (request, response) => {
      isRead.resolve(nodes.mock.calls.length > 0)
      response.end()
    }
    await send(lines)
    return isRead.promise
  }

  it('not for a browser', async () => {
    expect(await areNodes('Host: x', 'Sec-Fetch-Mode: cors', 'Authorization: Bearer a.b.c')).toBe(false)
  })

  it.each([
    ['where a name is longer than any that is usual', [`${'X'.repeat(64)}: a`], [`${'X'.repeat(65)}: a`]],
    ['where there are more than any client sends', Array.from({ length: 99 }, (_, index) => `X-${index}: a`), Array.from({ length: 100 }, (_, index) => `X-${index}: a`)],
  ])('%s', async (_, usual, more) => {
    await areNodes(...usual)
    nodes.mockClear()
    expect(await areNodes(...usual)).toBe(false)
    expect(await areNodes(...more)).toBe(true)
  })

  it('once in a while when names never end, which are not kept', async () => {
    const read: boolean[] = []
    for (let time = 0; time < 30; time++) {
      nodes.mockClear()
      read.push(await areNodes(...Array.from({ length: 90 }, (_, index) => `x-new-${time}-${index}: a`)))
    }
    expect(read.filter(Boolean).length).toBeGreaterThan(0)
    expect(read.filter(Boolean).length).toBeLessThan(5)
  })
})

it('requests to the app are read like this', async () => {
  const shop = await openShop()
  try {
    const address = await shop.app.listen({ port: 0, host: '127.0.0.1' })
    const [[request]] = await Promise.all([once(shop.app.server, 'request'), fetch(`${address}/api/v1/products`)])
    expect(request).toBeInstanceOf(lightRequests.IncomingMessage)
  }
  finally {
    await shop.close()
  }
})
