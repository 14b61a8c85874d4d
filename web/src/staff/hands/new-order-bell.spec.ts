import type { Order } from '@orderbeat/shared'
import type { TabLink } from '../../polling/poll-world.ts'
import { getStaffOrder, listNotifications, listStaffOrders, readNotifications } from '@orderbeat/shared'
import { mount } from '@vue/test-utils'
import { beforeEach, expect, test } from 'vitest'
import { defineComponent } from 'vue'
import { showTab } from '../../../test/browser-state.ts'
import { fakeApi } from '../../../test/fake-api.ts'
import { useFakeAudio } from '../../../test/fake-audio.ts'
import { fakeBrowser } from '../../../test/fake-tabs.ts'
import { seconds, useFakeTime } from '../../../test/fake-time.ts'
import { mountPage } from '../../../test/mount-page.ts'
import { aNotification, aNotificationPage, aPage, sam } from '../../../test/samples.ts'
import { aStaffOrder } from '../../../test/staff-samples.ts'
import { useToasts } from '../../notifications/notification-toasts.ts'
import { useStaffOrder } from '../staff-queries.ts'
import { useHandPreferences } from './hand-preferences.ts'
import { useNewOrderBell } from './new-order-bell.ts'
import { useNewOrders } from './new-orders.ts'

useFakeTime()

let audio: ReturnType<typeof useFakeAudio>

beforeEach(() => {
  localStorage.clear()
  audio = useFakeAudio()
})

const old = aStaffOrder([], { number: 1 })
const fresh = aStaffOrder([], { number: 2 }, { placedAt: '2026-11-20T09:00:10.000Z' })
const told = aNotification('told', { type: 'order.created', orderId: fresh.id, orderNumber: fresh.number })

/** A shop with orders that wait, and a console with the sound on after a first gesture. */
async function listening({ on = true, gesture = true, tabs = null as TabLink | null } = {}) {
  const shop = { orders: [old] as Order[], notifications: [] as typeof told[] }
  const api = fakeApi()
  api.on(listStaffOrders, () => aPage(...shop.orders))
  api.on(listNotifications, () => aNotificationPage(...shop.notifications))
  api.on(getStaffOrder, fresh)
  api.on(readNotifications, { unread: 0 })
  const bell = defineComponent(() => {
    const preferences = useHandPreferences()
    preferences.sound = on
    useNewOrderBell(useNewOrders().waiting, () => preferences.sound)
    return () => null
  })
  const app = await mountPage(bell, '/staff-orders', { api, account: sam, world: { tabs } })
  if (gesture)
    window.dispatchEvent(new Event('pointerdown'))
  const pinia = app.global.plugins[0] as never
  return { ...app, shop, preferences: useHandPreferences(pinia), toasts: useToasts(pinia) }
}

function arrive(shop: { orders: Order[], notifications: typeof told[] }): Promise<unknown> {
  shop.orders = [fresh, old]
  shop.notifications = [told]
  return seconds(31)
}

test('it is silent until it is switched on, and never for what was there before', async () => {
  const { shop } = await listening({ on: false })
  await arrive(shop)
  expect(audio.sounds).toBe(0)
  await listening()
  await seconds(60)
  expect(audio.sounds).toBe(0)
})

test('a new order sounds at once and every 20 s, until somebody moves it', async () => {
  const { shop } = await listening()
  await arrive(shop)
  expect(audio.sounds).toBe(1)
  await seconds(40)
  expect(audio.sounds).toBe(3)
  shop.orders = [old]
  await seconds(30)
  const before = audio.sounds
  await seconds(60)
  expect(audio.sounds).toBe(before)
})

test('it falls silent when somebody opens the order here, which counts as read', async () => {
  const { api, shop, global } = await listening()
  await arrive(shop)
  const page = defineComponent(() => {
    useStaffOrder(fresh.number)
    return () => null
  })
  mount(page, { global } as never)
  await seconds(1)
  await seconds(60)
  expect(audio.sounds).toBe(1)
  expect(api.asked(readNotifications).map(({ body }) => body)).toEqual([{ ids: ['told'] }])
})

test('it falls silent when the notification was read on another device, also once that is no longer among the newest', async () => {
  const { shop } = await listening()
  await arrive(shop)
  shop.notifications = [{ ...told, readAt: '2026-11-20T09:01:00.000Z' }]
  await seconds(30)
  const before = audio.sounds
  shop.notifications = []
  await seconds(90)
  expect(audio.sounds).toBe(before)
})

test('it falls silent when the order was changed at all', async () => {
  const { shop } = await listening()
  await arrive(shop)
  shop.orders = [{ ...fresh, version: 2 }, old]
  await seconds(30)
  const before = audio.sounds
  await seconds(60)
  expect(audio.sounds).toBe(before)
})

test('in a hidden tab a new order sounds within a minute', async () => {
  const { shop } = await listening()
  showTab(false)
  await arrive(shop)
  expect(audio.sounds).toBe(0)
  await seconds(30)
  expect(audio.sounds).toBe(1)
})

test('switched off it is silent at once', async () => {
  const { shop, preferences } = await listening()
  await arrive(shop)
  preferences.sound = false
  await seconds(60)
  expect(audio.sounds).toBe(1)
})

test('before a gesture it asks for one, and sounds with it', async () => {
  const { shop, toasts } = await listening({ gesture: false })
  await arrive(shop)
  expect(audio.sounds).toBe(0)
  expect(toasts.pile.map(({ text }) => text)).toContain('A new order is waiting. Click anywhere to hear it here.')
  window.dispatchEvent(new Event('keydown'))
  await seconds(0)
  expect(audio.sounds).toBe(1)
})

test('of two tabs one sounds, and the other when that one is closed', async () => {
  const openTab = fakeBrowser()
  const first = await listening({ tabs: openTab() })
  const second = await listening({ tabs: openTab() })
  await Promise.all([arrive(first.shop), arrive(second.shop)])
  const before = audio.sounds
  await seconds(20)
  expect(audio.sounds).toBe(before + 1)
  first.wrapper.unmount()
  await seconds(20)
  expect(audio.sounds).toBeGreaterThan(before + 1)
})
