import type { Connection } from './connection.ts'
import { Buffer } from 'node:buffer'
import { expect, test, vi } from 'vitest'
import { staysAwake, throughPool } from './load.ts'

test('a pool takes the connection that was used last, opens as few as it can, and has the rest wait', async () => {
  const asked: { by: number, answer: () => void }[] = []
  let opened = 0
  const send = throughPool(() => {
    const by = ++opened
    return { ask: () => new Promise<number>(resolve => asked.push({ by, answer: () => resolve(304) })) } as unknown as Connection
  }, 2)
  const whoAsked = (): number[] => asked.map(({ by }) => by)
  const ask = async (times = 1): Promise<void> => {
    for (let time = 0; time < times; time++)
      void send(Buffer.from(''), 0)
    await settle()
  }
  const answer = async (index: number): Promise<void> => {
    asked[index]!.answer()
    await settle()
  }

  await ask()
  await answer(0)
  await ask()
  expect(whoAsked()).toEqual([1, 1])
  await ask(2)
  expect(whoAsked()).toEqual([1, 1, 2])
  await answer(1)
  expect(whoAsked()).toEqual([1, 1, 2, 1])
  await answer(2)
  await answer(3)
  await ask()
  expect(whoAsked()).toEqual([1, 1, 2, 1, 1])
  expect(opened).toBe(2)
})

test('the load stays awake for as long as the work goes on, also when that fails', async () => {
  vi.useFakeTimers({ toFake: ['setImmediate'] })
  try {
    const work = Promise.withResolvers<string>()
    const done = staysAwake(() => work.promise)
    vi.advanceTimersToNextTimer()
    expect(vi.getTimerCount()).toBe(1)
    work.resolve('done')
    expect(await done).toBe('done')
    await expect(staysAwake(() => Promise.reject(new Error('over')))).rejects.toThrow('over')
    vi.runAllTimers()
    expect(vi.getTimerCount()).toBe(0)
  }
  finally {
    vi.useRealTimers()
  }
})

function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
