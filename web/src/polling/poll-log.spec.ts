import { listOrders, problems } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { problem } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi, poller } from '../../test/poller.ts'
import { anOrder } from '../../test/samples.ts'

useFakeTime()

async function logOf(mode: string): Promise<unknown[]> {
  vi.stubEnv('MODE', mode)
  const debug = vi.spyOn(console, 'debug').mockImplementation(() => {})
  const api = historyApi(anOrder())
  mountApp(poller().component, { api })
  await seconds(31)
  api.on(listOrders, problem('unavailable'))
  await seconds(30)
  vi.unstubAllEnvs()
  return debug.mock.calls.flat()
}

test('in development the console says what is asked, what came of it, and when it goes on', async () => {
  const round = (outcome: string) => [`poll ${listOrders.url}: asked`, `poll ${listOrders.url}: ${outcome}`, `poll ${listOrders.url}: next in 30 s`]
  const log = await logOf('development')
  expect(log[0]).toBe(`poll ${listOrders.url}: next in 0 s`)
  expect(log.slice(1)).toEqual([...round('answered 200'), ...round('answered 304'), ...round(`failed: ${problems.unavailable.title}`)])
})

test('in production it says nothing', async () => {
  expect(await logOf('production')).toEqual([])
})
