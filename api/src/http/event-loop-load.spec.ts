import { setTimeout as rest } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { watchEventLoop } from './event-loop-load.ts'

/** Milliseconds that the turns since the last look took. */
const turns = vi.hoisted(() => ({ taken: [] as number[] }))
vi.mock(import('node:perf_hooks'), async original => ({
  ...await original(),
  monitorEventLoopDelay: () => ({
    enable: vi.fn(),
    disable: vi.fn(),
    reset: () => void (turns.taken = []),
    percentile: (part: number) => turns.taken.toSorted((one, other) => one - other)[Math.ceil(turns.taken.length * part / 100) - 1]! * 1e6,
  }) as never,
}))

const eventLoop = watchEventLoop()
afterEach(() => eventLoop.stop())

test('single long turns are no delay, and each look is at what came since the last', () => {
  turns.taken = [...Array.from<number>({ length: 50 }).fill(20), 70, 70, 4000]
  expect(eventLoop.look().delay).toBe(20)
  expect(turns.taken).toEqual([])
})

test('an event loop that waits is not busy, one that works is', async () => {
  eventLoop.look()
  await rest(100)
  const waiting = eventLoop.look().busy
  for (const from = performance.now(); performance.now() - from < 100;);
  await rest(1)
  const working = eventLoop.look().busy
  expect(waiting).toBeLessThan(working)
})
