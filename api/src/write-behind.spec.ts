import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { byTimer, createWriteBehind } from './write-behind.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

function behind() {
  const written: [string, number][][] = []
  const log = { info: () => {}, error: () => {} }
  return { written, ...createWriteBehind<number>(async noted => void written.push([...noted]), { log, later: byTimer }) }
}

it('what is noted is written a second later when it was quiet before, and then together every ten seconds', async () => {
  const { written, note } = behind()
  note('a', 1)
  await vi.advanceTimersByTimeAsync(999)
  expect(written).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(written).toEqual([[['a', 1]]])
  note('a', 2)
  note('b', 1)
  note('a', 3)
  await vi.advanceTimersByTimeAsync(9999)
  expect(written).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(written.slice(1)).toEqual([[['a', 3], ['b', 1]]])
})

it('what is noted when it closes is written then, and nothing after it', async () => {
  const { written, note, close } = behind()
  note('a', 1)
  await close()
  expect(written).toEqual([[['a', 1]]])
  expect(vi.getTimerCount()).toBe(0)
})
