import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchEventLoop } from './event-loop-load.ts'

/** Milliseconds that the turns since the last look took. */
const turns = vi.hoisted(() => ({ taken: [] as number[] }))
vi.mock(import('node:perf_hooks'), async original => ({
  ...await original(),
  monitorEventLoopDelay: () => ({
    enable: vi.fn(),
    disable: vi.fn(),
    reset: vi.fn(),
    percentile: (part: number) => turns.taken.toSorted((one, other) => one - other)[Math.ceil(turns.taken.length * part / 100) - 1]! * 1e6,
  }) as never,
}))
beforeEach(() => void vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** The load after each of some looks, before which turns took these times. */
function loadsOf(looks: number[][]): number[] {
  const watch = watchEventLoop()
  const loads = looks.map((taken) => {
    turns.taken = taken
    vi.advanceTimersByTime(5000)
    return watch.load()
  })
  watch.stop()
  expect(vi.getTimerCount()).toBe(0)
  return loads
}

function turnsOf(milliseconds: number): number[] {
  return Array.from<number>({ length: Math.floor(5000 / milliseconds) }).fill(milliseconds)
}

test('an event loop whose turns are late makes polls wait at the next look, and lets go by halves', () => {
  expect(loadsOf([25, 80, 30, 600, 25, 25, 25, 25].map(turnsOf))).toEqual([1, 2, 1, 8, 4, 2, 1, 1])
})

test('single long turns are no load', () => {
  expect(loadsOf([[...turnsOf(20), 70, 70, 70], [...turnsOf(20).slice(0, 50), 4000]])).toEqual([1, 1])
})
