import { expect, test, vi } from 'vitest'
import { useFakeTime } from '../../test/fake-time.ts'
import { alarmAt } from './alarm.ts'

useFakeTime()

test('rings once, at its time', () => {
  const ring = vi.fn()
  alarmAt(Date.now() + 30_000, Date.now, ring)
  vi.advanceTimersByTime(29_999)
  expect(ring).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  vi.advanceTimersByTime(3_600_000)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('after sleep, in which timers stand still, rings soon and not a whole beat later', () => {
  const ring = vi.fn()
  alarmAt(Date.now() + 60_000, Date.now, ring)
  vi.advanceTimersByTime(5000)
  vi.setSystemTime(Date.now() + 8 * 3_600_000)
  vi.advanceTimersByTime(10_000)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('when the clock is set back, it rings soon and not an hour later', () => {
  const ring = vi.fn()
  alarmAt(Date.now() + 30_000, Date.now, ring)
  vi.advanceTimersByTime(5000)
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(10_000)
  expect(ring).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(7_200_000)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('what is past rings at once, but not before it can be taken back', () => {
  const ring = vi.fn()
  const takeBack = alarmAt(Date.now() - 1, Date.now, ring)
  expect(ring).not.toHaveBeenCalled()
  takeBack()
  vi.advanceTimersByTime(1000)
  expect(ring).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})
