import { Buffer } from 'node:buffer'
import process from 'node:process'
import { listOrders } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { createRealShop } from './real-shop.ts'
import { openSlowSockets } from './slow-sockets.ts'
import { askSteadily, percentile } from './steady-asks.ts'

it('400 connections that send a byte a second are closed within 20 s, and nobody else waits for them, on old connections and on new ones', async () => {
  const shop = await createRealShop()
  const server = await shop.start()
  const slow = await openSlowSockets(server.port, 400, shop.authorization('ana'))
  const asking = askSteadily(server.port, 10, () => Buffer.from(`GET ${listOrders.url} HTTP/1.1\r\nHost: x\r\nAuthorization: ${shop.authorization('ana')}\r\n\r\n`))
  const lives = await slow.lives
  const { waits, statuses } = await asking.stop()
  expect(lives).toHaveLength(400)
  expect(Math.max(...lives)).toBeLessThan(20_000)
  expect([...statuses]).toEqual([200])
  expect(waits.length).toBeGreaterThan(500)
  expect(percentile(waits, 99)).toBeLessThanOrEqual(200)
  process.stdout.write(`400 slow connections closed after ${Math.round(Math.min(...lives) / 100) / 10} to ${Math.round(Math.max(...lives) / 100) / 10} s; ${waits.length} other requests meanwhile, 100 a second, p99 ${Math.round(percentile(waits, 99))} ms\n`)
  expect(await server.end('SIGTERM')).toEqual([0, null])
  await shop.remove()
})
