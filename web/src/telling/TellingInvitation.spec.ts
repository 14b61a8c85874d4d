import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mountApp } from '../../test/mount-app.ts'
import TellingInvitation from './TellingInvitation.vue'

let permission: NotificationPermission
let answer: NotificationPermission
const asked = vi.fn()

class FakeNotification {
  static get permission() {
    return permission
  }

  static async requestPermission() {
    asked()
    return permission = answer
  }
}

beforeEach(() => {
  permission = 'default'
  answer = 'granted'
  asked.mockClear()
  vi.stubGlobal('Notification', FakeNotification)
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
})

afterEach(() => {
  localStorage.clear()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function shown() {
  const { wrapper, router } = mountApp(TellingInvitation)
  return { wrapper, router, offer: () => wrapper.find('.offer'), allow: () => wrapper.find('.reason .button') }
}

test('the browser is asked on the second press, after saying why; once it allows, the line is gone', async () => {
  const { wrapper, offer, allow } = shown()
  expect(offer().text()).toBe('Tell me when it moves')
  await offer().trigger('click')
  expect(wrapper.text()).toContain('Your browser will ask')
  expect(asked).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(document.activeElement).toBe(allow().element))
  await allow().trigger('click')
  await vi.waitFor(() => expect(wrapper.find('.invitation').exists()).toBe(false))
  expect(asked).toHaveBeenCalledOnce()
  expect(JSON.parse(localStorage.getItem('orderbeat.telling')!)).toMatchObject({ ana: { browser: true } })
  await vi.waitFor(() => expect(wrapper.emitted('gone')).toHaveLength(1))
})

test('who closes the question without an answer may press again', async () => {
  answer = 'default'
  const { wrapper, offer, allow } = shown()
  await offer().trigger('click')
  await allow().trigger('click')
  await allow().trigger('click')
  expect(asked).toHaveBeenCalledTimes(2)
  expect(wrapper.emitted('gone')).toBeUndefined()
})

test('who declines is not invited on this device again', async () => {
  const { wrapper } = shown()
  await wrapper.get('.no').trigger('click')
  expect(wrapper.find('.invitation').exists()).toBe(false)
  expect(wrapper.emitted('gone')).toHaveLength(1)
  expect(shown().wrapper.find('.invitation').exists()).toBe(false)
})

test.each(['granted', 'denied'] as const)('nobody is invited who has %s it', (said) => {
  permission = said
  expect(shown().wrapper.find('.invitation').exists()).toBe(false)
})

test('where the app must be installed first, the line leads to how', async () => {
  vi.stubGlobal('Notification', undefined)
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)')
  expect(shown().offer().attributes('href')).toBe('/preferences')
})
