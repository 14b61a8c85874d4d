import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer, IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end(`GET / HTTP/1.1\r\n${lines.map(line => `${line}\r\n`).join('')}Connection: close\r\n\r\n`)
  await text(socket)
  return seen.promise
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
      const { ours, nodes } = await read('Authorization: first', ...lines, 'authorization: second')
      expect(ours).toEqual(nodes)
    }
  })
})

it('reads those of a browser without Node', async () => {
  const nodes = vi.spyOn(IncomingMessage.prototype as unknown as { _addHeaderLine: () => void }, '_addHeaderLine')
  listen = (request, response) => response.end(request.headers['sec-fetch-site'])
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { headers: { 'Sec-Fetch-Site': 'same-origin' } })
  expect(await answer.text()).toBe('same-origin')
  expect(nodes).not.toHaveBeenCalled()
  nodes.mockRestore()
})
