import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useFakeAudio } from '../../test/fake-audio.ts'
import { useFakeTime } from '../../test/fake-time.ts'
import { mountPage, settled } from '../../test/mount-page.ts'
import { ben, sessionOf } from '../../test/samples.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import PreferencesPage from './PreferencesPage.vue'

useFakeTime()

let audio: ReturnType<typeof useFakeAudio>
const shown: string[] = []

function browserThat({ permission, vibrates = false }: { permission: NotificationPermission | null, vibrates?: boolean }) {
  const state = { permission }
  class FakeNotification {
    static get permission() {
      return state.permission
    }

    static async requestPermission() {
      return state.permission = 'granted'
    }

    constructor(title: string) {
      shown.push(title)
    }
  }
  vi.stubGlobal('Notification', permission === null ? undefined : FakeNotification)
  const vibrate = vi.fn(() => true)
  if (vibrates)
    Object.assign(navigator, { vibrate })
  return { vibrate }
}

beforeEach(() => {
  localStorage.clear()
  shown.length = 0
  audio = useFakeAudio()
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
})

afterEach(() => {
  vi.unstubAllGlobals()
  delete (navigator as { vibrate?: unknown }).vibrate
})

async function opened() {
  const page = await mountPage(PreferencesPage, '/preferences')
  const way = (name: string) => page.wrapper.get(`[data-way="${name}"]`)
  return { ...page, way, toasts: useToasts(page.global.plugins[0] as never) }
}

test('each way that works has a switch and can be tried', async () => {
  const { vibrate } = browserThat({ permission: 'granted', vibrates: true })
  const { way, toasts } = await opened()
  for (const name of ['toasts', 'sound', 'vibration', 'browser'])
    await way(name).get('button').trigger('click')
  expect(toasts.pile.map(({ text }) => text)).toEqual(['This is how a strip looks.'])
  expect(audio.sounds).toBe(1)
  expect(vibrate).toHaveBeenCalledOnce()
  expect(shown).toEqual(['This is how a change is told.'])
})

test('what is chosen stays on the device, for the person who chose it', async () => {
  browserThat({ permission: 'granted' })
  const { way, session } = await opened()
  await way('sound').get('input').setValue(true)
  expect((await opened()).way('sound').get('input').element.checked).toBe(true)
  session.begin(sessionOf(ben))
  await settled()
  expect(way('sound').get('input').element.checked).toBe(false)
})

test('permission is asked for after saying why, on a press', async () => {
  browserThat({ permission: 'default' })
  const { way } = await opened()
  expect(way('browser').text()).toContain('Your browser will ask')
  expect(shown).toEqual([])
  await way('browser').get('button').trigger('click')
  await settled()
  expect(way('browser').get('input').element.checked).toBe(true)
  expect(shown).toEqual(['This is how a change is told.'])
})

test('a denied permission and a browser that cannot vibrate are explained', async () => {
  browserThat({ permission: 'denied' })
  const { way } = await opened()
  expect(way('browser').get('.obstacle').text()).toContain('choose “Allow”')
  expect(way('vibration').get('.obstacle').text()).toContain('This browser cannot vibrate')
  expect(way('vibration').find('input').exists()).toBe(false)
})

test('an iPhone that wants the app on its home screen first is told how', async () => {
  browserThat({ permission: null })
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')
  const { way } = await opened()
  expect(way('browser').get('.obstacle').text()).toContain('home screen first')
  expect(way('browser').findAll('li')).toHaveLength(3)
})
