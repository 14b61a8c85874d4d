import { beforeEach, expect, test } from 'vitest'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { takeUntold } from './told-once.ts'

const news = [{ id: 'n1' }, { id: 'n2' }]

beforeEach(() => {
  localStorage.clear()
})

test('a tab whose mark has not arrived yet keeps others from telling by its lock', async () => {
  const openTab = fakeBrowser()
  expect(await takeUntold(news, 'seen', 'ana', { tabs: openTab() })).toEqual(news)
  localStorage.clear()
  expect(await takeUntold(news, 'seen', 'ana', { tabs: openTab() })).toEqual([])
})

test('after the tab is closed its mark keeps others from telling again, but not the next person', async () => {
  await takeUntold(news, 'heard', 'ana', { tabs: fakeBrowser()() })
  expect(await takeUntold(news, 'heard', 'ana', { tabs: fakeBrowser()() })).toEqual([])
  expect(await takeUntold(news, 'seen', 'ana', { tabs: null })).toEqual(news)
  expect(await takeUntold(news, 'heard', 'ben', { tabs: null })).toEqual(news)
})
