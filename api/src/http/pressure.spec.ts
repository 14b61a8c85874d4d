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

/** The load, and how much is turned away, after each of some looks, before which turns took these times. */
function pressuresOf(looks: number[][]): [load: number, level: number][] {
  const watch = watchEventLoop()
  const pressures = looks.map((taken): [number, number] => {
    turns.taken = taken
    vi.advanceTimersByTime(2000)
    return [watch.load(), watch.level()]
  })
  watch.stop()
  expect(vi.getTimerCount()).toBe(0)
  return pressures
}

function turnsOf(milliseconds: number): number[] {
  return Array.from<number>({ length: Math.ceil(2000 / milliseconds) }).fill(milliseconds)
}

test('an event loop whose turns are late makes polls wait at the next look, and lets go by halves', () => {
  expect(pressuresOf([25, 80, 30, 600, 25, 25, 25, 25].map(turnsOf)).map(([load]) => load)).toEqual([1, 2, 1, 8, 4, 2, 1, 1])
})

test('single long turns are no load', () => {
  expect(pressuresOf([[...turnsOf(20), 70, 70, 70], [...turnsOf(20).slice(0, 50), 4000]])).toEqual([[1, 0], [1, 0]])
})

test('polls are turned away only when asking them to wait has not helped, more and more of them, and let in by and by', () => {
  expect(pressuresOf([300, 300, 300, 300, 300, 300, 100, 25, 25, 25, 25, 25].map(turnsOf)))
    .toEqual([[4, 0], [4, 4], [4, 8], [4, 12], [4, 15], [4, 15], [2, 15], [1, 9], [1, 3], [1, 0], [1, 0], [1, 0]])
})

test('an event loop that hardly turns any more lets no poll in from the second look on', () => {
  expect(pressuresOf([2000, 2000, 2000].map(turnsOf))).toEqual([[8, 0], [8, 8], [8, 15]])
})

test('an event loop that is late once in a while turns nobody away', () => {
  expect(pressuresOf([600, 25, 600, 25, 600].map(turnsOf)).map(([, level]) => level)).toEqual([0, 0, 0, 0, 0])
})
