import { listNotifications, listStaffOrders } from '@orderbeat/shared'
import { beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, reactive } from 'vue'
import { countListeners } from '../../../test/browser-state.ts'
import { useFakeDialogs } from '../../../test/dialogs.ts'
import { fakeApi } from '../../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../../test/fake-time.ts'
import { mountPage, settled } from '../../../test/mount-page.ts'
import { aNotification, aNotificationPage, aPage, sam } from '../../../test/samples.ts'
import { aStaffOrder } from '../../../test/staff-samples.ts'
import StaffHands from './StaffHands.vue'

useFakeTime()

const steps: string[] = []

/** What the keys find on a page: a search, three rows of orders, a toast. */
const list = ['A', 'B', 'C'].map(order => `<tr data-order="${order}"><td><input type="checkbox"><a class="number" href="#${order}">${order}</a><button data-next-step>Next</button></td></tr>`).join('')
const pageOf = (rows: string) => `<main><form role="search"><input type="search" value="before"></form><textarea></textarea><table><tbody>${rows}</tbody></table></main>`

beforeEach(() => {
  useFakeDialogs()
  localStorage.clear()
  steps.length = 0
  document.title = 'All orders · Orderbeat'
})

async function opened(pending = 0) {
  const api = fakeApi()
  api.on(listStaffOrders, () => ({ ...aPage(aStaffOrder()), total: pending }))
  api.on(listNotifications, aNotificationPage())
  const models = reactive({ palette: false, newOrders: '' })
  const page = defineComponent(() => () => [
    h('div', { innerHTML: pageOf(list) }),
    h(StaffHands, { ...models, 'onUpdate:palette': value => models.palette = value, 'onUpdate:newOrders': value => models.newOrders = value }),
  ])
  const app = await mountPage(page, '/staff-orders', { api, account: sam })
  document.querySelector('main')!.addEventListener('click', event => (event.target as Element).matches('[data-next-step]') && steps.push((event.target as Element).closest('tr')!.dataset.order!))
  return { ...app, models }
}

function press(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  document.activeElement!.dispatchEvent(event)
  return event
}

const at = () => document.activeElement?.closest('tr')?.dataset.order

test('J and K move along the rows and stop at the ends', async () => {
  await opened()
  const seen = ['j', 'j', 'j', 'j', 'k', 'k', 'k'].map((key) => {
    press(key)
    return at()
  })
  expect(seen).toEqual(['A', 'B', 'C', 'C', 'B', 'A', 'A'])
})

test('the cursor comes back to its row, or to the one that took its place', async () => {
  await opened()
  for (const key of ['j', 'j'])
    press(key)
  ;(document.activeElement as HTMLElement).blur()
  press('j')
  expect(at()).toBe('B')
  document.querySelector('[data-order="B"]')!.remove()
  press('j')
  expect(at()).toBe('C')
})

test('X ticks the row at hand and E does its next step, once however long it is held', async () => {
  await opened()
  press('x')
  press('e')
  expect(steps).toEqual([])
  press('j')
  press('x')
  press('e')
  press('e', { repeat: true })
  expect([...document.querySelectorAll<HTMLInputElement>('[type="checkbox"]')].filter(box => box.closest('tr')).map(box => box.checked)).toEqual([true, false, false])
  expect(steps).toEqual(['A'])
})

test.each(['f', '/'])('%s goes to the search and selects what is there', async (key) => {
  await opened()
  expect(press(key).defaultPrevented).toBe(true)
  const field = document.querySelector<HTMLInputElement>('[type="search"]')!
  expect(document.activeElement).toBe(field)
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 6])
})

test('the arrow down leads from the search to the list', async () => {
  await opened()
  press('/')
  press('ArrowDown')
  expect(at()).toBe('A')
})

test('G and a letter go to a page, unless the letter comes late', async () => {
  const { router } = await opened()
  const push = vi.spyOn(router, 'push').mockResolvedValue(undefined)
  press('g')
  press('n')
  expect(push).toHaveBeenCalledExactlyOnceWith({ name: 'notifications' })
  press('g')
  await seconds(2)
  press('o')
  expect(push).toHaveBeenCalledOnce()
})

test('U presses "Undo" on the newest toast that has it', async () => {
  await opened()
  const undone: string[] = []
  document.body.insertAdjacentHTML('beforeend', ['1', '2'].map(toast => `<div role="status" data-tone="info" data-toast="${toast}"><button>Undo</button><button aria-label="Close"></button></div>`).join(''))
  document.querySelectorAll<HTMLElement>('[data-toast]').forEach(toast => toast.addEventListener('click', () => undone.push(toast.dataset.toast!)))
  press('u')
  expect(undone).toEqual(['2'])
  document.querySelectorAll('[data-toast]').forEach(toast => toast.remove())
  expect(() => press('u')).not.toThrow()
})

test('no key does anything while one types, or together with Ctrl, Alt or Shift', async () => {
  await opened()
  for (const field of document.querySelectorAll<HTMLElement>('main form input, textarea')) {
    field.focus()
    press('j')
    press('?')
    expect(document.activeElement).toBe(field)
  }
  ;(document.activeElement as HTMLElement).blur()
  for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { shiftKey: true }])
    expect(press('j', held).defaultPrevented).toBe(false)
  expect(at()).toBeUndefined()
})

test('"?" opens the sheet, over which the keys rest', async () => {
  await opened()
  press('?')
  await settled()
  const sheet = document.querySelector<HTMLDialogElement>('dialog[open]')!
  expect(sheet.getAttribute('aria-label')).toBe('Keyboard shortcuts and sound')
  press('j')
  expect(at()).toBeUndefined()
})

test('single keys can be switched off on this device; the palette stays', async () => {
  const { models } = await opened()
  press('?')
  await settled()
  const single = document.querySelector<HTMLInputElement>('[role="switch"][aria-label="Single keys"]')!
  single.click()
  document.querySelector<HTMLDialogElement>('dialog[open]')!.close()
  await settled()
  press('j')
  expect(at()).toBeUndefined()
  expect(localStorage.getItem('orderbeat.shortcuts-off')).toBe('off')
  press('k', { ctrlKey: true })
  expect(models.palette).toBe(true)
})

test('the number of new orders is told and stands before the title of the tab, on every page', async () => {
  const { models, router, wrapper } = await opened(3)
  expect(models.newOrders).toBe('3')
  expect(document.title).toBe('(3) All orders · Orderbeat')
  router.afterEach(() => {})
  await router.push('/notifications')
  expect(document.title).toBe('(3) All orders · Orderbeat')
  wrapper.unmount()
  expect(document.title).toBe('All orders · Orderbeat')
})

test('the number is read anew as soon as something is told, and is not exact above 99', async () => {
  const { api, models } = await opened(3)
  expect(api.asked(listStaffOrders).map(({ url }) => url.search)).toEqual(['?status=pending&limit=1'])
  await seconds(25)
  api.on(listStaffOrders, { ...aPage(aStaffOrder()), total: 120 })
  api.on(listNotifications, aNotificationPage(aNotification('n1')))
  await seconds(6)
  expect(models.newOrders).toBe('99+')
  expect(api.asked(listStaffOrders).at(-1)!.headers.has('if-none-match')).toBe(false)
})

test('nothing is left behind when staff sign out', async () => {
  const { left } = countListeners()
  const { wrapper } = await opened()
  wrapper.unmount()
  expect(left.filter(type => type === 'keydown' || type === 'pointerdown')).toEqual([])
})
