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

/** Looks, and has whoever knocks let in. */
async function look(): Promise<number> {
  const wait = newcomers.wait()
  await once(server, 'connection')
  return wait
}

/** Whoever knocks is not let in: the system shakes hands, and Node hangs up without a word. */
function waitsBehindShutDoor(...times: number[]): Promise<number[]> {
  server.maxConnections = 0
  return waitsAfter(...times)
}

async function waitsAfter(...times: number[]): Promise<number[]> {
  const waits: number[] = []
  for (const passed of times) {
    vi.advanceTimersByTime(passed)
    waits.push(newcomers.wait())
    await once(server, 'drop')
  }
  return waits
}

test('nobody waits where everybody is let in', async () => {
  await once(server, 'connection')
  expect([await look(), await look(), await look()]).toEqual([0, 0, 0])
})

test('whoever is not let in waits longer and longer, once two looks have seen it, until somebody is', async () => {
  await once(server, 'connection')
  await look()
  expect(await waitsBehindShutDoor(1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000)).toEqual([0, 0, 1000, 2000, 3000, 4000, 5000, 6000])
  server.maxConnections = 100
  expect([await look(), await look(), await look()]).toEqual([7000, 0, 0])
})

test('where nobody was ever let in, and once the door is closed for good, it cannot be told', async () => {
  expect(await waitsBehindShutDoor(1000, 1000, 1000)).toEqual([Number.NaN, Number.NaN, Number.NaN])
  await once(server.close(), 'close')
  expect(newcomers.wait()).toBeNaN()
})

test('somebody who has hung up before they were let in is not taken for a knock without a port', async () => {
  await once(server, 'connection')
  await look()
  expect(await waitsBehindShutDoor(1000, 1000, 1000)).toEqual([0, 0, 1000])
  vi.advanceTimersByTime(1000)
  newcomers.wait()
  server.emit('connection', {})
  await once(server, 'drop')
  expect(await waitsAfter(1000)).toEqual([3000])
})
