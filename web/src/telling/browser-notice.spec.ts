import { afterEach, describe, expect, test, vi } from 'vitest'
import worker from '../../worker/app-worker.js?raw'
import { onPressedNotice, showNotice } from './browser-notice.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  delete (navigator as { serviceWorker?: unknown }).serviceWorker
})

const notice = { id: 'a', title: 'On its way', body: '', path: '/orders/1' }

test('where a page may show none, the service worker shows it, with the page that it leads to', async () => {
  const showNotification = vi.fn(async () => {})
  vi.stubGlobal('Notification', () => {
    throw new TypeError('Illegal constructor')
  })
  Object.assign(navigator, { serviceWorker: { ready: Promise.resolve({ showNotification }) } })
  await showNotice(notice, () => {})
  expect(showNotification).toHaveBeenCalledWith('On its way', expect.objectContaining({ tag: 'a', data: { path: '/orders/1' } }))
})

interface Window { focused: boolean, visibilityState: string, focus: () => Promise<void>, postMessage: (message: unknown) => void }

/** The real worker, with windows of the app and a press on a notice that leads to `path`. */
async function press(path: unknown, windows: Partial<Window>[]) {
  const listeners: Record<string, (event: object) => void> = {}
  const did: string[] = []
  const world = {
    version: 'v',
    page: '/',
    files: [],
    rest: [],
    location: new URL('https://shop.example/sw.js'),
    clients: {
      matchAll: async () => windows.map((window, place) => ({
        focused: false,
        visibilityState: 'hidden',
        focus: async () => void did.push(`focus ${place}`),
        postMessage: ({ open }: { open: string }) => void did.push(`lead ${place} to ${open}`),
        ...window,
      })),
      openWindow: async (where: string) => void did.push(`open ${where}`),
    },
    addEventListener: (type: string, listener: (event: object) => void) => listeners[type] = listener,
  }
  // eslint-disable-next-line no-new-func
  new Function(...Object.keys(world), worker)(...Object.values(world))
  let done: Promise<unknown> = Promise.resolve()
  listeners.notificationclick!({ notification: { data: { path }, close: () => did.push('close') }, waitUntil: (work: Promise<unknown>) => done = work })
  await done
  return did
}

describe('a notice of the service worker that is pressed', () => {
  test('goes, and leads the open window to its page', async () => {
    expect(await press('/orders/1?tab=a', [{}])).toEqual(['close', 'lead 0 to /orders/1?tab=a', 'focus 0'])
  })

  test('takes the window that is looked at, or else one that is seen', async () => {
    expect(await press('/orders/1', [{}, { visibilityState: 'visible' }, { visibilityState: 'visible', focused: true }])).toContain('focus 2')
    expect(await press('/orders/1', [{}, { visibilityState: 'visible' }])).toContain('focus 1')
  })

  test('opens a window where none is open', async () => {
    expect(await press('/orders/1', [])).toEqual(['close', 'open https://shop.example/orders/1'])
  })

  test.each(['https://elsewhere.example/orders/1', '//elsewhere.example/orders/1', undefined])('never leads away from the shop: %s', async (path) => {
    expect(await press(path, [])).toEqual(['close', 'open https://shop.example/'])
    expect(await press(path, [{}])).toContain('lead 0 to /')
  })
})

test('a window goes where the service worker leads it, and ignores what else it may say', () => {
  const serviceWorker = Object.assign(new EventTarget(), { startMessages() {} })
  Object.assign(navigator, { serviceWorker })
  const led: string[] = []
  onPressedNotice(path => led.push(path))
  for (const data of [{ open: '/orders/1' }, null, 'take over', { open: 1 }])
    serviceWorker.dispatchEvent(new MessageEvent('message', { data }))
  expect(led).toEqual(['/orders/1'])
})
