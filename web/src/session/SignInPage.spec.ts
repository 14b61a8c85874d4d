import type { Account, Role } from '@orderbeat/shared'
import type { VueWrapper } from '@vue/test-utils'
import type { Client } from '../api/client.ts'
import { logIn, problems } from '@orderbeat/shared'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { ApiError, clientKey } from '../api/client.ts'
import { createQueryClient } from '../query-client.ts'
import SignInPage from './SignInPage.vue'

const logInAs = vi.fn<(input: unknown) => Promise<unknown>>()
const client = { call: async (endpoint: unknown, input: unknown) => endpoint === logIn ? logInAs(input) : undefined } as unknown as Client
let page: VueWrapper

function session(role: Role) {
  const account: Account = { id: 'a', name: 'A', email: 'a@example.com', role }
  return { accessToken: 't', expiresAt: '', account }
}

async function open(path: string) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const paths = { 'shop': '/', 'basket-checkout': '/checkout', 'staff-orders': '/staff/orders', 'sign-in': '/sign-in', 'register': '/register' }
  const router = createRouter({ history: createMemoryHistory(), routes: Object.entries(paths).map(([name, path]) => ({ path, name, component: { render: () => null } })) })
  await router.push(path)
  page = mount(SignInPage, { attachTo: document.body, global: { plugins: [pinia, router, [VueQueryPlugin, { queryClient: createQueryClient() }]], provide: { [clientKey as symbol]: client } } })
  return router
}

async function signIn(email: string, password: string): Promise<void> {
  await page.get('[name=email]').setValue(email)
  await page.get('[name=password]').setValue(password)
  await page.get('form').trigger('submit')
  await flushPromises()
}

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => {})
  logInAs.mockReset().mockResolvedValue(session('customer'))
})

afterEach(() => {
  page.unmount()
  vi.unstubAllGlobals()
})

test.each([['customer', '/sign-in', '/'], ['staff', '/sign-in', '/staff/orders'], ['customer', '/sign-in?then=/checkout', '/checkout'], ['customer', '/sign-in?then=//evil.example', '/']] as const)('a %s who signs in at %s goes on to %s', async (role, path, next) => {
  logInAs.mockResolvedValue(session(role))
  const router = await open(path)
  await signIn(' a@example.com ', 'orderbeat-demo')
  expect(logInAs).toHaveBeenCalledWith({ body: { email: 'a@example.com', password: 'orderbeat-demo' } })
  expect(router.currentRoute.value.fullPath).toBe(next)
})

test('what is missing is said at its field, and nothing is sent', async () => {
  await open('/sign-in')
  await signIn('ana', '')
  expect(logInAs).not.toHaveBeenCalled()
  expect(page.findAll('[aria-invalid=true]')).toHaveLength(2)
  expect(document.activeElement).toBe(page.get('[name=email]').element)
})

test('a wrong password is said in one sentence, which takes the focus; what was typed stays', async () => {
  logInAs.mockRejectedValue(new ApiError({ type: '/problems/invalid-credentials', ...problems['invalid-credentials'], detail: '', instance: 'r' }, { retryAfter: null, pollInterval: null }))
  await open('/sign-in')
  await signIn('a@example.com', 'wrong')
  expect(document.activeElement?.textContent).toContain('Email or password is wrong')
  expect(page.get<HTMLInputElement>('[name=password]').element.value).toBe('wrong')
})

test('browsers can fill in the fields', async () => {
  await open('/sign-in')
  expect(page.findAll('input').map(field => field.attributes('autocomplete'))).toEqual(['username', 'current-password'])
})

test('in the demo one click fills in an account', async () => {
  document.head.innerHTML = '<meta name="orderbeat-demo">'
  const offer = { password: 'orderbeat-demo', accounts: [{ name: 'Ana', email: 'ana@example.com', role: 'customer' }, { name: 'Sam', email: 'sam@example.com', role: 'staff' }] }
  document.head.querySelector('meta')!.content = JSON.stringify(offer)
  await open('/sign-in')
  document.head.innerHTML = ''
  await page.findAll('button').find(button => button.text().startsWith('Sam'))!.trigger('click')
  expect(page.get<HTMLInputElement>('[name=email]').element.value).toBe('sam@example.com')
  expect(page.get<HTMLInputElement>('[name=password]').element.value).toBe('orderbeat-demo')
})
