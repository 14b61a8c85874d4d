import { afterEach, expect, test, vi } from 'vitest'

const delays = vi.hoisted(() => ({ p99: 0, enable: vi.fn(), disable: vi.fn(), reset: vi.fn() }))
vi.mock(import('node:perf_hooks'), async original => ({
  ...await original(),
  monitorEventLoopDelay: () => ({ ...delays, percentile: () => delays.p99 * 1e6 }) as never,
}))
afterEach(() => vi.useRealTimers())

test('a late event loop makes polls wait at once, and lets go by halves', async () => {
  vi.useFakeTimers()
  const { watchEventLoop } = await import('./event-loop-load.ts')
  const watch = watchEventLoop()
  const loads: number[] = []
  for (const p99 of [25, 80, 30, 600, 25, 25, 25, 25]) {
    delays.p99 = p99
    vi.advanceTimersByTime(2000)
    loads.push(watch.load())
  }
  expect(loads).toEqual([1, 2, 1, 8, 4, 2, 1, 1])
  watch.stop()
  expect(vi.getTimerCount()).toBe(0)
})
