import type { Server } from 'node:net'
import type { Newcomers } from './newcomers.ts'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchNewcomers } from './newcomers.ts'

let server: Server
let newcomers: Newcomers
beforeEach(async () => {
  server = createServer()
  vi.useFakeTimers({ toFake: ['performance'] })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  newcomers = watchNewcomers()
  newcomers.knockAt(server)
})
afterEach(async () => {
  newcomers.stop()
  vi.useRealTimers()
  if (server.listening)
    await once(server.close(), 'close')
})

/** Whoever knocks is let in at once. */
async function knock(): Promise<number> {
  const wait = newcomers.wait()
  await once(server, 'connection')
  return wait
}

/** Whoever knocks is not let in: the system shakes hands, and Node hangs up without a word. */
async function keepShut(): Promise<void> {
  server.maxConnections = 0
  newcomers.wait()
  await once(server, 'drop')
}

function waitsAfter(...times: number[]): number[] {
  return times.map((passed) => {
    vi.advanceTimersByTime(passed)
    return newcomers.wait()
  })
}

test('nobody waits where everybody is let in', async () => {
  expect([await knock(), await knock(), await knock()]).toEqual([0, 0, 0])
})

test('whoever is not let in waits longer and longer, once two looks have seen it', async () => {
  await knock()
  await keepShut()
  expect(waitsAfter(1000, 1000, 1000)).toEqual([0, 1000, 2000])
})

test('where nobody was ever let in, and once the door is closed for good, nobody is said to wait', async () => {
  await keepShut()
  expect(waitsAfter(1000, 1000, 1000)).toEqual([0, 0, 0])
  await once(server.close(), 'close')
  expect(waitsAfter(1000, 1000)).toEqual([0, 0])
})
