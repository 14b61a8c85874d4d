import type { Notification } from '@orderbeat/shared'
import type { PollWorld } from '../polling/poll-world.ts'
import { listNotifications, logOut, readNotifications } from '@orderbeat/shared'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { showTab } from '../../test/browser-state.ts'
import { fakeApi, never, reply } from '../../test/fake-api.ts'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { ana, aNotification, aNotificationPage, ben, morning, sam, sessionOf } from '../../test/samples.ts'
import { useSessionActions } from '../session/session-actions.ts'
import { useNotificationNews } from './notification-news.ts'
import { useMarkRead, useNotifications } from './notification-queries.ts'

useFakeTime()

beforeEach(() => {
  localStorage.clear()
})

function shell(account = ana, there: Notification[] = [], world: Partial<PollWorld> = {}, listening = false) {
  const api = fakeApi()
  api.on(listNotifications, aNotificationPage(...there))
  api.on(logOut, reply({ status: 204 }))
  const told: string[] = []
  const heard: string[] = []
  let signOut = async () => {}
  let markRead!: ReturnType<typeof useMarkRead>
  let badge!: ReturnType<typeof useNotifications>
  const app = mountApp(defineComponent(() => {
    badge = useNotifications()
    markRead = useMarkRead()
    signOut = useSessionActions().signOut
    useNotificationNews({ show: (news, away) => told.push(...news.map(({ id }) => away ? `missed ${id}` : id)), signal: (news, hidden) => heard.push(...news.map(({ id }) => hidden ? `hidden ${id}` : id)), listening: () => listening, grace: hidden => hidden ? 1000 : 0 })
    return () => null
  }), { api, account, world })
  return { ...app, told, heard, markRead, badge, signOut: () => signOut() }
}

test('badge and news share one poll', async () => {
  const { api } = shell()
  await seconds(61)
  expect(api.count(listNotifications)).toBe(3)
})

test('what was there at sign-in is no news; what comes later is, once, oldest first', async () => {
  const { api, told } = shell(ana, [aNotification('n1')])
  await seconds(31)
  expect(told).toEqual([])
  api.on(listNotifications, aNotificationPage(aNotification('n3'), aNotification('n2'), aNotification('n1')))
  await seconds(300)
  expect(told).toEqual(['n2', 'n3'])
  api.on(listNotifications, aNotificationPage(aNotification('n3', { readAt: new Date(morning).toISOString() })))
  await seconds(30)
  expect(told).toEqual(['n2', 'n3'])
})

test('of several tabs the first one that is looked at tells it', async () => {
  const openTab = fakeBrowser()
  const tabs = [1, 2, 3].map(() => shell(ana, [], { tabs: openTab() }))
  await seconds(1)
  tabs.forEach(({ api }) => api.on(listNotifications, aNotificationPage(aNotification('n2'), aNotification('n1'))))
  await seconds(31)
  expect(tabs.flatMap(({ told }) => told).toSorted()).toEqual(['n1', 'n2'])
})

test('a tab that nobody looks at tells nothing', async () => {
  const { api, told, queryClient } = shell(ana, [], { tabs: fakeBrowser()() })
  await seconds(1)
  showTab(false)
  queryClient.getQueryCache().getAll().forEach(query => query.setData(aNotificationPage(aNotification('n1'))))
  await seconds(1)
  expect(api.count(listNotifications)).toBe(1)
  expect(told).toEqual([])
})

test('three tabs and a reload: each notification is shown once and heard once', async () => {
  const openTab = fakeBrowser()
  const there = [aNotification('n1')]
  const tabs = [1, 2, 3].map(() => shell(ana, there, { tabs: openTab() }, true))
  await seconds(1)
  tabs.forEach(({ api }) => api.on(listNotifications, aNotificationPage(aNotification('n2'), ...there)))
  await seconds(31)
  tabs[0]!.wrapper.unmount()
  // The locks of a closed tab are gone with it: the marks are what is left.
  const again = shell(ana, [aNotification('n2'), ...there], { tabs: fakeBrowser()() }, true)
  await seconds(31)
  expect([...tabs, again].flatMap(({ told }) => told)).toEqual(['n2'])
  expect([...tabs, again].flatMap(({ heard }) => heard)).toEqual(['n2'])
})

test('a hidden tab that listens is heard within a minute, once, and shows it when somebody looks', async () => {
  const { api, told, heard } = shell(ana, [], { tabs: fakeBrowser()() }, true)
  await seconds(1)
  showTab(false)
  api.on(listNotifications, aNotificationPage(aNotification('n1')))
  await seconds(62)
  expect([told, heard]).toEqual([[], ['hidden n1']])
  showTab(true)
  await seconds(1)
  expect([told, heard]).toEqual([['n1'], ['hidden n1']])
})

test('what came in an hour away is missed news, and silent', async () => {
  const { api, told, heard } = shell()
  await seconds(1)
  showTab(false)
  await seconds(3600)
  api.on(listNotifications, aNotificationPage(aNotification('n2'), aNotification('n1')))
  showTab(true)
  await seconds(1)
  expect(told).toEqual(['missed n1', 'missed n2'])
  api.on(listNotifications, aNotificationPage(aNotification('n3'), aNotification('n2'), aNotification('n1')))
  await seconds(31)
  expect([told.at(-1), heard]).toEqual(['n3', ['n3']])
})

test('who opens the app again after an hour is told what they missed', async () => {
  const first = shell()
  await seconds(1)
  showTab(false)
  first.wrapper.unmount()
  await seconds(3600)
  showTab(true)
  const { told } = shell(ana, [aNotification('n2'), aNotification('n1')])
  await seconds(1)
  expect(told).toEqual(['missed n1', 'missed n2'])
})

test('what was read elsewhere before somebody looks here is no news', async () => {
  const { api, told } = shell()
  await seconds(1)
  api.on(listNotifications, aNotificationPage(aNotification('n1', { readAt: new Date(morning).toISOString() })))
  await seconds(31)
  expect(told).toEqual([])
})

test('staff hear of what others did, not of their own', async () => {
  const { api, told } = shell(sam)
  await seconds(1)
  const by = (id: string) => ({ data: { from: null, to: null, changed: {}, actor: { kind: 'staff' as const, id, name: id } } })
  api.on(listNotifications, aNotificationPage(aNotification('n2', by('ada')), aNotification('n1', by(sam.id))))
  await seconds(30)
  expect(told).toEqual(['n2'])
})

test('the next person\'s notifications are no news, though they were never seen here', async () => {
  const { api, told, session, signOut } = shell(ana, [aNotification('n1')])
  await seconds(1)
  await signOut()
  await seconds(1)
  api.on(listNotifications, aNotificationPage(aNotification('n9')))
  session.begin(sessionOf(ben))
  await seconds(40)
  expect(told).toEqual([])
})

test('marking as read shows at once', async () => {
  const { api, markRead, badge } = shell(ana, [aNotification('n2'), aNotification('n1')])
  await seconds(1)
  expect(badge.data.value!.unread).toBe(2)
  api.on(readNotifications, never)
  void markRead.mutateAsync({ ids: ['n2'] }).catch(() => {})
  await seconds(0)
  expect(badge.data.value!.unread).toBe(1)
  expect(badge.data.value!.notifications.map(({ readAt }) => readAt !== null)).toEqual([true, false])
})
