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
    seen = typeof look === 'number' ? { delay: look, busy: look < 70 ? 0.1 : 1 } : look
    vi.advanceTimersByTime(1000)
    expect(pressure.delay()).toBe(seen.delay)
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

test('never all first reads are turned away', () => {
  expect(pressuresOf(Array.from<number>({ length: 30 }).fill(5000)).at(-1)).toEqual([8, 1.875])
})

test('a server that hardly comes to anything any more lets no poll in from the second look on', () => {
  expect(pressuresOf([2000, 2000, 2000]).map(([, level]) => level)).toEqual([0, 1, 1.5])
})

test('a server that is late once in a while turns nobody away', () => {
  expect(pressuresOf([600, 25, 600, 25, 600]).map(([, level]) => level)).toEqual([0, 0, 0, 0, 0])
})

test('polls come back by and by while there is something to do, and nobody is let in while there is more than enough', () => {
  const levels = pressuresOf([300, 300, { delay: 20, busy: 0.7 }, { delay: 20, busy: 0.95 }, { delay: 20, busy: 0.7 }]).map(([, level]) => level)
  expect(levels).toEqual([0, 0.5, 0.45, 0.45, expect.closeTo(0.4)])
})

test('whoever is let in is asked to wait as long as somebody else is turned away', () => {
  expect(pressuresOf([300, 300, { delay: 20, busy: 0.95 }, { delay: 20, busy: 0.95 }]).map(([load]) => load)).toEqual([4, 4, 4, 4])
})

test('all is as usual ten seconds after the worst', () => {
  const worst = Array.from<number>({ length: 10 }).fill(5000)
  expect(pressuresOf([...worst, ...Array.from<number>({ length: 10 }).fill(10)]).slice(-1)).toEqual([[1, 0]])
})
