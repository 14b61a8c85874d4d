import { expect, it } from 'vitest'
import { LaterError } from '../domain-error.ts'
import { createTurns } from './turns.ts'

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { work: () => promise, resolve, reject }
}

it('so much runs at once, so much waits, and what is beyond is turned away until there is room again', async () => {
  const { take, waiting } = createTurns({ atOnce: 2, waiting: 1 })
  const [one, two, three, four] = [held(), held(), held(), held()]
  const order: string[] = []
  const going = [one, two, three].map(({ work }, index) => take(work).then(result => order.push(`${index} ${result}`)))
  expect(waiting()).toBe(1)
  await expect(take(four.work)).rejects.toThrow(LaterError)
  two.resolve('done')
  await going[1]
  expect(waiting()).toBe(0)
  const last = take(four.work)
  three.resolve('done')
  await going[2]
  four.resolve('done')
  expect(await last).toBe('done')
  one.resolve('done')
  await Promise.all(going)
  expect(order).toEqual(['1 done', '2 done', '0 done'])
})

it('work that fails makes room as well', async () => {
  const { take } = createTurns({ atOnce: 1, waiting: 1 })
  const failing = held()
  const failed = take(failing.work)
  const next = take(async () => 'next')
  failing.reject(new Error('broken'))
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('next')
})

it('who is turned away is told to come again in two seconds', async () => {
  const { take } = createTurns({ atOnce: 1, waiting: 0 })
  const running = held()
  void take(running.work)
  await expect(take(async () => {})).rejects.toMatchObject({ code: 'unavailable', retryAfter: 2 })
  running.resolve('')
})
