import type { Look } from './pressure.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepPressure } from './pressure.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** The load, and how much is turned away, after each of these looks. */
function pressuresOf(looks: (Look | number)[]): [load: number, level: number][] {
  let seen: Look
  const pressure = keepPressure(() => seen)
  const pressures = looks.map((look): [number, number] => {
    seen = typeof look === 'number' ? { delay: look, newcomers: Number.NaN, busy: look < 70 ? 0.1 : 0.95 } : look
    vi.advanceTimersByTime(1000)
    expect(pressure.seen()).toBe(seen)
    return [pressure.load(), pressure.level()]
  })
  pressure.stop()
  expect(vi.getTimerCount()).toBe(0)
  return pressures
}

test('a server that is late makes polls wait at the next look, and lets go by halves', () => {
  expect(pressuresOf([25, 80, 30, 600, 25, 25, 25, 25]).map(([load]) => load)).toEqual([1, 2, 1, 8, 4, 2, 1, 1])
})

test('polls are turned away only when asking them to wait has not helped, more and more of them', () => {
  expect(pressuresOf([300, 300, 300, 300, 300, 300, 300, 300]))
    .toEqual([[4, 0], [4, 0.5], [4, 0.75], [4, 0.875], [4, 0.9375], [4, 1], [4, 1.5], [4, 1.75]])
})

test('where so many ask that no timer comes to its turn, whoever asks makes it look', () => {
  let now = 0
  const pressure = keepPressure(() => ({ delay: 0, newcomers: 0, busy: 1 }), () => now)
  const pressures = [1900, 2100, 3000, 4150, 5000, 6160].map((at) => {
    now = at
    return [pressure.level(), pressure.load()]
  })
  expect(pressures).toEqual([[0, 1], [0, 8], [0, 8], [1, 8], [1, 8], [1.5, 8]])
  pressure.stop()
})

test('a turn now and then that keeps the timer waiting is no load', () => {
  let now = 0
  const pressure = keepPressure(() => ({ delay: 20, newcomers: 0, busy: 0.3 }), () => now)
  now = 1900
  vi.advanceTimersByTime(1000)
  expect([pressure.load(), pressure.seen().delay]).toEqual([1, 20])
  pressure.stop()
})

test('a timer that comes right after somebody else had it look is no look of its own', () => {
  let now = 0
  const pressure = keepPressure(() => ({ delay: 0, newcomers: 0, busy: 1 }), () => now)
  const askAt = (at: number): number => {
    now = at
    return pressure.level()
  }
  expect(askAt(2100)).toBe(0)
  now = 2150
  vi.advanceTimersByTime(1000)
  expect(askAt(4200)).toBe(1)
  pressure.stop()
})

test('never all first reads are turned away', () => {
  expect(pressuresOf(Array.from<number>({ length: 30 }).fill(5000)).at(-1)).toEqual([8, 1.875])
})

test('a server that hardly comes to anything any more lets no poll in from the second look on', () => {
  expect(pressuresOf([2000, 2000, 2000]).map(([, level]) => level)).toEqual([0, 1, 1.5])
})

test('a server that is late once in a while turns nobody away', () => {
  expect(pressuresOf([600, 25, 600, 25, 600]).map(([, level]) => level)).toEqual([0, 0, 0, 0, 0])
})

test('newcomers who wait are as bad as turns that are late', () => {
  const waits = (newcomers: number): Look => ({ delay: 20, newcomers, busy: 1 })
  expect(pressuresOf([waits(600), waits(600), waits(1500)])).toEqual([[8, 0], [8, 0.5], [8, 1]])
})

test('a server that has hardly a moment for nothing makes polls wait after five looks, and turns nobody away', () => {
  const looks = pressuresOf([...Array.from<Look>({ length: 6 }).fill({ delay: 30, newcomers: 5, busy: 0.99 }), { delay: 30, newcomers: 5, busy: 0.9 }])
  expect(looks).toEqual([[1, 0], [1, 0], [1, 0], [1, 0], [2, 0], [2, 0], [1, 0]])
})

test('polls come back by what room there is, and nobody is let in while there is none', () => {
  const levels = pressuresOf([300, 300, ...[0.4, 0.85, 0.9, 0.95].map(busy => ({ delay: 20, newcomers: 0, busy }))]).map(([, level]) => level)
  expect(levels).toEqual([0, 0.5, 0.3, 0.28, 0.28, 0.28].map(level => expect.closeTo(level) as number))
})

test('whoever is let in is asked to wait as long as somebody else is turned away', () => {
  const full = { delay: 20, newcomers: 0, busy: 0.95 }
  expect(pressuresOf([300, 300, full, full]).map(([load]) => load)).toEqual([4, 4, 4, 4])
})

test.each([0, 0.5, 0.7])('all is as usual ten seconds after the worst, with polls that make it busy for %s of the time', (polls) => {
  let seen: Look = { delay: 5000, newcomers: Number.NaN, busy: 1 }
  const pressure = keepPressure(() => seen)
  vi.advanceTimersByTime(10_000)
  expect([pressure.load(), pressure.level()]).toEqual([8, 1.875])
  for (let second = 0; second < 10; second++) {
    seen = { delay: 10, newcomers: 0, busy: polls * (1 - Math.min(1, pressure.level())) }
    vi.advanceTimersByTime(1000)
  }
  expect([pressure.load(), pressure.level()]).toEqual([1, 0])
  pressure.stop()
})

test('at three times what it can bear it finds how many that is, and stays near', () => {
  let seen: Look = { delay: 0, newcomers: 0, busy: 0 }
  const pressure = keepPressure(() => seen)
  const borne: number[] = []
  for (let second = 0; second < 120; second++) {
    const asked = 3 * (1 - pressure.level())
    borne.push(Math.min(1, asked))
    seen = { delay: asked > 1 ? 1000 * (asked - 1) : 10, newcomers: 0, busy: Math.min(1, asked) }
    vi.advanceTimersByTime(1000)
  }
  pressure.stop()
  expect(borne.slice(20).filter(part => part > 0.5).length).toBe(100)
})
