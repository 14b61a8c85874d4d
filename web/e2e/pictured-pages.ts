import type { Locator, Page } from 'playwright-core'
import { listKeys, listProducts } from '@orderbeat/shared'

/** How a page can be met: as it should be, while it is asked for, after it could not be had, without a connection, or with nothing in it. */
export type State = 'full' | 'loading' | 'failed' | 'offline' | 'empty'

/** A page to take pictures of, in the states that it has. */
export interface PicturedPage {
  path: string
  states: readonly State[]
  /** What is answered, to which question, so that there is nothing on a page that has something. */
  none?: { url: string, answer: unknown }
}

const asked = ['full', 'loading', 'failed', 'offline'] as const
/** What lies on the device, or is a form. */
const atHand = ['full', 'offline'] as const
/** Addresses at which there is nothing. */
const nothing = ['empty'] as const

/** The pages of those who are known, by their email address. */
export const pagesOfPeople: Record<string, Record<string, PicturedPage>> = {
  'ana@example.com': {
    'shop': { path: '/', states: asked },
    'checkout': { path: '/checkout', states: ['full', 'failed', 'offline'] },
    'orders': { path: '/orders', states: asked },
    'orders-narrowed': { path: '/orders?q=nothing', states: nothing },
    'order': { path: '/orders/ONLINE-000004', states: asked },
    'order-cancelled': { path: '/orders/ONLINE-000003', states: ['full'] },
    'order-missing': { path: '/orders/ONLINE-999999', states: nothing },
    'notifications': { path: '/notifications', states: asked },
    'notifications-narrowed': { path: '/notifications?q=nothing', states: nothing },
    'preferences': { path: '/preferences', states: atHand },
    'playground': { path: '/playground', states: atHand },
  },
  'sam@example.com': {
    'staff-orders': { path: '/staff/orders', states: asked },
    'staff-orders-narrowed': { path: '/staff/orders?q=nothing', states: nothing },
    'staff-order': { path: '/staff/orders/ONLINE-000005', states: asked },
    'staff-order-missing': { path: '/staff/orders/ONLINE-999999', states: nothing },
    'staff-figures': { path: '/staff/figures', states: asked },
    'staff-figures-of-nothing': { path: '/staff/figures?from=2020-01-01&to=2020-01-31', states: nothing },
  },
  'ada@example.com': {
    'admin-people': { path: '/staff/admin', states: asked },
    'admin-keys': { path: '/staff/admin/keys', states: [...asked, 'empty'], none: { url: listKeys.url, answer: { keys: [] } } },
    'admin-products': { path: '/staff/admin/products', states: asked },
  },
}

/** For whoever has not signed in. */
export const openPages: Record<string, PicturedPage> = {
  'visitor-shop': { path: '/', states: [...asked, 'empty'], none: { url: listProducts.url, answer: { products: [] } } },
  'sign-in': { path: '/sign-in', states: ['full', 'failed', 'offline'] },
  'register': { path: '/register', states: ['full', 'failed', 'offline'] },
  'not-found': { path: '/nowhere', states: ['full'] },
}

/** For somebody who has done nothing yet. */
export const newPages: Record<string, PicturedPage> = {
  'new-checkout': { path: '/checkout', states: nothing },
  'new-orders': { path: '/orders', states: nothing },
  'new-notifications': { path: '/notifications', states: nothing },
  'new-playground': { path: '/playground', states: nothing },
}

/** Everything but being signed in, and what a form sends. */
const questions = /\/api\/v1\/(?!auth)/
const answers = /\/api\/v1\/(?!auth\/refresh)/
const problem = { status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/internal-error', title: 'Something went wrong', status: 500, detail: 'Something went wrong on our side.', instance: 'picture' }) }

/** What brings a page into a state before it is opened and afterwards, and what shows that it is in it. */
export const ways: Record<State, { before?: (page: Page, pictured: PicturedPage) => Promise<void>, after?: (page: Page) => Promise<void>, shows: (page: Page) => Locator }> = {
  full: { shows: page => page.getByRole('heading', { level: 1 }) },
  empty: {
    before: async (page, { none }) => void (none && await page.route(url => url.pathname === none.url, route => route.fulfill({ json: none.answer }))),
    shows: page => page.locator('main .empty, main .choice > p'),
  },
  loading: {
    before: async page => void await page.route(questions, () => {}),
    shows: page => page.locator('main .skeleton, main [aria-busy="true"]'),
  },
  failed: {
    before: async page => void await page.route(answers, route => route.fulfill(problem)),
    after: fillForm,
    shows: page => page.locator('main :is([role="alert"], .strip, .nothing)'),
  },
  offline: {
    after: loseConnection,
    shows: page => page.getByText('You are offline.', { exact: true }),
  },
}

/** Customers open the app again without a connection: what is seen is what the device has kept. Staff lose it while they look. */
async function loseConnection(page: Page): Promise<void> {
  // An answer that is still on its way would say that there is a connection.
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  await page.context().setOffline(true)
  if (!new URL(page.url()).pathname.startsWith('/staff'))
    await page.reload()
}

/** A page with a form for signing in fails once that is sent. */
async function fillForm(page: Page): Promise<void> {
  const password = page.getByLabel('Password', { exact: true })
  if (await password.count() === 0)
    return
  if (await page.getByLabel('Name').count() > 0)
    await page.getByLabel('Name').fill('Cleo')
  await page.getByLabel('Email').fill('cleo@example.com')
  await password.fill('orderbeat-demo')
  await page.locator('main form button[type="submit"]').click()
}
