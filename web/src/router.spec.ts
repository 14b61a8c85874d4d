import type { Account, Role } from '@orderbeat/shared'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { wantedPage } from './app/access.ts'
import { makeRouter, routes } from './router.ts'

let account: Account | null
let restore: () => void
let restored: Promise<void>

// Which page is shown is the guards' business; what is on it is not.
for (const route of routes)
  route.component = { render: () => null }

function person(role: Role): Account {
  return { id: role, name: role, email: `${role}@example.com`, role }
}

async function visit(path: string): Promise<string> {
  const router = makeRouter(createMemoryHistory(), { restored: () => restored, account: () => account })
  await router.push(path)
  return router.currentRoute.value.fullPath
}

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => {})
  account = null
  restored = Promise.resolve()
})

test('every page says who may see it', () => {
  expect(routes.filter(route => !route.meta?.access || !route.meta.title)).toEqual([])
})

describe('a visitor', () => {
  test.each(['/', '/sign-in', '/register', '/no/such/page'])('sees %s', async (path) => {
    expect(await visit(path)).toBe(path)
  })

  test.each(['/checkout', '/orders', '/orders/1?tab=a', '/notifications', '/staff/orders'])('signs in first for %s, and is to come back to it', async (path) => {
    expect(await visit(path)).toBe(`/sign-in?then=${path.replace('?', '?')}`)
  })
})

describe('a customer', () => {
  beforeEach(() => {
    account = person('customer')
  })

  test.each(['/', '/checkout', '/orders', '/orders/1', '/notifications'])('sees %s', async (path) => {
    expect(await visit(path)).toBe(path)
  })

  test.each(['/staff/orders', '/staff/orders/1', '/staff/figures', '/staff/admin', '/sign-in', '/register'])('is led from %s to the shop', async (path) => {
    expect(await visit(path)).toBe('/')
  })

  test('goes on from signing in to the page that was wanted', async () => {
    expect(await visit('/sign-in?then=/checkout')).toBe('/checkout')
  })
})

describe.each(['staff', 'admin'] as const)('a person with the role %s', (role) => {
  beforeEach(() => {
    account = person(role)
  })

  test.each(['/staff/orders', '/staff/orders/1', '/staff/figures?days=7', '/notifications'])('sees %s', async (path) => {
    expect(await visit(path)).toBe(path)
  })

  test.each(['/', '/checkout', '/orders', '/orders/1', '/sign-in'])('is led from %s to all orders', async (path) => {
    expect(await visit(path)).toBe('/staff/orders')
  })
})

test.each([['admin', '/staff/admin/keys'], ['staff', '/staff/orders']] as const)('who asks for the keys as %s sees %s', async (role, seen) => {
  account = person(role)
  expect(await visit('/staff/admin/keys')).toBe(seen)
})

test('a page for somebody waits until it is known who is there; the shop does not', async () => {
  restored = new Promise(resolve => restore = resolve)
  expect(await visit('/')).toBe('/')
  const arrived = vi.fn()
  const visiting = visit('/orders').then(arrived)
  await new Promise(resolve => setTimeout(resolve))
  expect(arrived).not.toHaveBeenCalled()
  account = person('customer')
  restore()
  await visiting
  expect(arrived).toHaveBeenCalledWith('/orders')
})

test.each(['https://evil.example', '//evil.example', '/\\evil.example', '', ['/a', '/b'], null])('%j is no page to go on to', (then) => {
  expect(wantedPage(then)).toBeNull()
})
