import { Buffer } from 'node:buffer'
import process from 'node:process'
import { listOrders } from '@orderbeat/shared'
import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { createRealShop } from '../../test/real-shop.ts'
import { askSteadily, percentile } from '../../test/steady-asks.ts'
import { startWriters } from '../../test/writers.ts'

it('another process that locks the file for 10 s keeps no reader waiting, and writers are told to come again', async () => {
  const shop = await createRealShop()
  const server = await shop.start()
  const writers = startWriters(shop, 16, () => server.origin)
  await new Promise(resolve => setTimeout(resolve, 1000))
  const outside = new Sqlite(shop.path, { timeout: 10_000 })
  outside.exec('begin immediate')
  const before = writers.acknowledged.length
  const asking = askSteadily(server.port, 5, () => Buffer.from(`GET ${listOrders.url} HTTP/1.1\r\nHost: x\r\nAuthorization: ${shop.authorization('ana')}\r\n\r\n`))
  await new Promise(resolve => setTimeout(resolve, 10_000))
  expect(writers.acknowledged.length - before).toBeLessThanOrEqual(16)
  expect(writers.told.refused).toBeGreaterThan(16)
  const { waits, statuses } = await asking.stop()
  outside.exec('rollback')
  outside.close()
  const released = performance.now()
  while (writers.acknowledged.length < before + 32)
    await new Promise(resolve => setTimeout(resolve, 5))
  const back = performance.now() - released
  await writers.stop()
  expect(writers.wrong).toEqual([])
  expect([...statuses]).toEqual([200])
  expect(waits.length).toBeGreaterThanOrEqual(1990)
  expect(percentile(waits, 99)).toBeLessThanOrEqual(250)
  process.stdout.write(`${waits.length} reads under the lock, 200 a second, p99 ${Math.round(percentile(waits, 99))} ms; ${writers.told.refused} writes told "not now"; 16 writes ${Math.round(back)} ms after it\n`)
  await server.end('SIGTERM')
  await shop.remove()
})
