import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchNewcomers } from './newcomers.ts'

const server = createServer()
const newcomers = watchNewcomers()
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  newcomers.knockAt(server)
})
afterEach(async () => {
  newcomers.stop()
  vi.useRealTimers()
  await once(server.close(), 'close')
})

test('nobody waits where everybody is let in', async () => {
  for (const _ of ['first', 'second', 'third']) {
    expect(newcomers.wait()).toBe(0)
    await once(server, 'connection')
  }
})

test('whoever is not let in waits longer and longer, once two looks have seen it', async () => {
  // The system shakes hands, and Node hangs up.
  server.maxConnections = 0
  expect(newcomers.wait()).toBe(0)
  await once(server, 'drop')
  const waits = [1000, 1000, 1000].map((passed) => {
    vi.advanceTimersByTime(passed)
    return newcomers.wait()
  })
  expect(waits).toEqual([0, 1000, 2000])
})
