import { listOrders } from '@orderbeat/shared'
import { hashKey } from '@tanstack/vue-query'
import { expect, test, vi } from 'vitest'
import { never } from '../../test/fake-api.ts'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { appAround } from '../../test/mount-app.ts'
import { historyApi } from '../../test/poller.ts'
import { anOrder, aPage } from '../../test/samples.ts'
import { recordOf } from './poll-book.ts'
import { askAgain, pollKey } from './poll-request.ts'
import { browserWorld } from './poll-world.ts'

useFakeTime()

/** What asks for the history in a tab, and what is noted of it. */
function asker() {
  const api = historyApi(anOrder())
  const { client, queryClient } = appAround({ api })
  const key = pollKey(listOrders, 'ana', {})
  const world = browserWorld(fakeBrowser()())
  const ask = (signal: AbortSignal) => askAgain({ client, queryClient, world, key, endpoint: listOrders, input: {} }, signal)
  return { api, queryClient, key, tabs: world.tabs!, ask, record: recordOf(queryClient, key) }
}

test('the tag of an answer that was given up before it was taken is not kept: a 304 to it would pass off what is older', async () => {
  const { queryClient, key, tabs, ask, record } = asker()
  queryClient.setQueryData(key, aPage())
  const leaving = new AbortController()
  vi.spyOn(tabs.channel, 'postMessage').mockImplementation(() => leaving.abort())
  await ask(leaving.signal)
  expect(record).toMatchObject({ tag: null, askedAt: null })
})

test('a tag whose data was dropped is not sent, nor waited with: a 304 would bring nothing', async () => {
  const { api, queryClient, key, tabs, ask, record } = asker()
  queryClient.setQueryData(key, await ask(new AbortController().signal))
  await ask(new AbortController().signal)
  expect(api.requests[1]!.headers.get('if-none-match')).toBe(record.tag)
  queryClient.removeQueries({ queryKey: key })
  expect(record.tag).not.toBeNull()
  void tabs.locks.request(`orderbeat ${hashKey(key)}`, {}, never)
  void ask(new AbortController().signal)
  await seconds(1)
  expect(api.requests[2]!.headers.has('if-none-match')).toBe(false)
})
