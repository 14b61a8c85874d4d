import type { Role, Session } from '@orderbeat/shared'
import type { Component } from 'vue'
import UModal from '@nuxt/ui/components/Modal.vue'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory } from 'vue-router'
import App from './App.vue'
import { keptPages, makeRouter, routes } from './router.ts'
import { useSession } from './session/session-store.ts'
import { books } from './words/books.ts'
import { followLanguage, speak } from './words/speak.ts'
import { wordsOf } from './words/words.ts'

const made: string[] = []

// Pages that only tell of being made, under the names by which the real ones are kept.
const names: Record<string, string> = { 'shop': 'ShopPage', 'orders': 'OrderHistoryPage', 'notifications': 'NotificationCentrePage', 'staff-orders': 'StaffOrdersPage' }
for (const route of routes) {
  const name = names[String(route.name)] ?? 'OtherPage'
  route.component = defineComponent({
    name,
    setup: () => {
      made.push(String(route.name))
      return () => h('h1', String(route.name))
    },
  })
}

function session(role: Role): Session {
  return { accessToken: 't', expiresAt: '', account: { id: role, name: role, email: '', role } }
}

async function open(path: string, shell: Component = { template: '<main><slot /></main>' }) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = makeRouter(createMemoryHistory(), { restored: async () => {}, account: () => useSession().account })
  useSession().begin(session('customer'))
  await router.push(path)
  const app = mount(App, { global: { plugins: [pinia, router], stubs: { AppShell: shell } } })
  await flushPromises()
  return { app, router }
}

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => {})
  made.length = 0
})

test('the kept pages are the ones that exist', () => {
  expect(Object.values(names)).toEqual(keptPages)
})

test('going back to a kept page finds it as it was; an order page is made anew', async () => {
  const { app, router } = await open('/orders')
  for (const path of ['/orders/1', '/orders', '/orders/1', '/orders'])
    await router.push(path)
  await flushPromises()
  expect(app.get('h1').text()).toBe('orders')
  expect(made).toEqual(['orders', 'order', 'order'])
})

test('whoever is signed out while looking is asked to sign in, and comes back to the page', async () => {
  const { app, router } = await open('/orders/1')
  useSession().end()
  await flushPromises()
  expect(app.get('h1').text()).toBe('sign-in')
  expect(router.currentRoute.value.query.then).toBe('/orders/1')
})

test('pages kept for one person are not shown to the next', async () => {
  const { router } = await open('/notifications')
  useSession().end()
  await flushPromises()
  useSession().begin(session('staff'))
  await router.push('/notifications')
  await flushPromises()
  expect(made.filter(name => name === 'notifications')).toHaveLength(2)
})

test('a visitor who turns out to be staff is led from the shop to all orders', async () => {
  const { app } = await open('/')
  useSession().end()
  await flushPromises()
  expect(app.get('h1').text()).toBe('shop')
  useSession().begin(session('staff'))
  await flushPromises()
  expect(app.get('h1').text()).toBe('staff-orders')
})

test('the kit speaks the language of the app', async () => {
  await followLanguage(books)
  const { app } = await open('/orders', defineComponent(() => () => h(UModal, { open: true, title: 'Kaffee' })))
  const close = () => document.querySelector('[role="dialog"] button')!.getAttribute('aria-label')
  await vi.waitFor(() => expect(close()).toBe('Close'))
  wordsOf('staff', {}, 'staff')
  await speak('de')
  await flushPromises()
  expect(close()).toBe('Schließen')
  await speak('en')
  app.unmount()
})
