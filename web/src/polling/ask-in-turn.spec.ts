import type { TabLink } from './poll-world.ts'
import { expect, test, vi } from 'vitest'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { askInTurn } from './ask-in-turn.ts'

useFakeTime()

const unknown = (): string | undefined => undefined

/** Two tabs, of which the first has the lock and keeps it: it is frozen. */
function besideFrozen(): TabLink {
  const openTab = fakeBrowser()
  void openTab().locks.request('orders', {}, () => new Promise(() => {}))
  return openTab()
}

/** A tab whose browser gives no locks, as in a sandboxed frame. */
function withoutLocks(): TabLink {
  return { ...fakeBrowser()(), locks: { request: () => Promise.reject(new DOMException('No storage here', 'SecurityError')) } as unknown as TabLink['locks'] }
}

test('behind a tab that never gives the lock back it asks after 12 s, once', async () => {
  const ask = vi.fn(async () => 'answer')
  const answer = askInTurn(besideFrozen(), 'orders', new AbortController().signal, unknown, ask)
  await seconds(11.9)
  expect(ask).not.toHaveBeenCalled()
  await seconds(1)
  expect(await answer).toBe('answer')
  await seconds(60)
  expect(ask).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('what another tab has told meanwhile is not asked for after that time either', async () => {
  const ask = vi.fn(async () => 'answer')
  const answer = askInTurn(besideFrozen(), 'orders', new AbortController().signal, () => 'told', ask)
  await seconds(12)
  expect(await answer).toBe('told')
  expect(ask).not.toHaveBeenCalled()
})

test('a request of its own that takes long is not asked again', async () => {
  const ask = vi.fn(() => new Promise<string>(resolve => setTimeout(resolve, 30_000, 'late')))
  const answer = askInTurn(fakeBrowser()(), 'orders', new AbortController().signal, unknown, ask)
  await seconds(31)
  expect(await answer).toBe('late')
  expect(ask).toHaveBeenCalledTimes(1)
})

test('where the browser refuses to give locks it asks at once', async () => {
  const ask = vi.fn(async () => 'answer')
  expect(await askInTurn(withoutLocks(), 'orders', new AbortController().signal, unknown, ask)).toBe('answer')
  expect(ask).toHaveBeenCalledTimes(1)
})

test('given up while it waits, it asks for nothing and leaves nothing', async () => {
  const ask = vi.fn(async () => 'answer')
  const leaving = new AbortController()
  const outcome = expect(askInTurn(besideFrozen(), 'orders', leaving.signal, unknown, ask)).rejects.toThrow()
  await seconds(1)
  leaving.abort()
  await outcome
  expect(vi.getTimerCount()).toBe(0)
  await seconds(60)
  expect(ask).not.toHaveBeenCalled()
})
