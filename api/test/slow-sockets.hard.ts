import { Buffer } from 'node:buffer'
import process from 'node:process'
import { listOrders } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { Connection } from '../bench/connection.ts'
import { createRealShop } from './real-shop.ts'
import { openSlowSockets, percentile } from './slow-sockets.ts'

it('400 connections that send a byte a second are closed within 20 s, and nobody else waits for them', async () => {
  const shop = await createRealShop()
  const server = await shop.start()
  const slow = await openSlowSockets(server.port, 400, shop.authorization('ana'))
  const closed = new AbortController()
  void slow.lives.then(() => closed.abort())
  const connection = new Connection(server.port)
  const request = Buffer.from(`GET ${listOrders.url} HTTP/1.1\r\nHost: x\r\nAuthorization: ${shop.authorization('ana')}\r\n\r\n`)
  const waits: number[] = []
  while (!closed.signal.aborted) {
    const from = performance.now()
    expect(await connection.ask(request)).toBe(200)
    waits.push(performance.now() - from)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  const lives = await slow.lives
  expect(lives).toHaveLength(400)
  expect(Math.max(...lives)).toBeLessThan(20_000)
  expect(percentile(waits, 99)).toBeLessThan(200)
  process.stdout.write(`400 slow connections closed after ${Math.round(Math.min(...lives) / 100) / 10} to ${Math.round(Math.max(...lives) / 100) / 10} s; ${waits.length} other requests meanwhile, p99 ${Math.round(percentile(waits, 99))} ms\n`)
  connection.close()
  expect(await server.end('SIGTERM')).toEqual([0, null])
  await shop.remove()
})
