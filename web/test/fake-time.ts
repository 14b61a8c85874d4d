import { afterEach, beforeEach, vi } from 'vitest'
import { morning } from './samples.ts'

/** Each test of the file begins in the morning of the samples, and its time only moves by `seconds`. */
export function useFakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: morning })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })
}

export function seconds(count: number) {
  return vi.advanceTimersByTimeAsync(count * 1000)
}
