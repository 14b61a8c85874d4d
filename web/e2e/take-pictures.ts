// What `pnpm pictures` runs: every page as it looks on a phone and on a desktop, light and dark, full, empty, loading,
// failed and offline, taken from the demo shop into one folder; and from among them the pictures of the README.
import type { BrowserContext, Page } from 'playwright-core'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { launchBrowser } from './browser.ts'
import { signIn } from './person.ts'
import { startShop } from './shop-server.ts'

const folder = join(import.meta.dirname, '../node_modules/.cache/pictures')
const readme = { 'orders-full-phone-light': 'history', 'order-full-phone-light': 'tracker' }

const pages = {
  'ana@example.com': { shop: '/', checkout: '/checkout', orders: '/orders', order: '/orders/ONLINE-000004', cancelled: '/orders/ONLINE-000003', notifications: '/notifications', preferences: '/preferences', playground: '/playground' },
  'sam@example.com': { 'staff-orders': '/staff/orders', 'staff-order': '/staff/orders/ONLINE-000005', 'staff-figures': '/staff/figures' },
  'ada@example.com': { 'staff-admin': '/staff/admin' },
}
/** For somebody who has done nothing yet. */
const emptyPages = { checkout: '/checkout', orders: '/orders', notifications: '/notifications', playground: '/playground' }
const openPages = { 'sign-in': '/sign-in', 'register': '/register', 'not-found': '/nowhere' }

/** Everything but being signed in. */
const questions = /\/api\/v1\/(?!auth)/

/** What is done to a page before it is opened, and after. */
const states: Record<string, { before?: (page: Page) => Promise<void>, after?: (page: Page) => Promise<void> }> = {
  full: {},
  loading: { before: async page => void await page.route(questions, () => {}) },
  failed: { before: async page => void await page.route(questions, route => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/internal-error', title: 'Something went wrong', status: 500, detail: 'Something went wrong on our side.', instance: 'picture' }) })) },
  offline: {
    async after(page) {
      await page.context().setOffline(true)
      await page.getByRole('button', { name: /Check now|Refresh/ }).first().click({ timeout: 1000 }).catch(() => {})
    },
  },
}

const [browser, shop] = await Promise.all([launchBrowser(), startShop({ POLL_HISTORY_SECONDS: '30', POLL_TRACKER_SECONDS: '60' })])
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
let taken = 0
try {
  for (const phone of [true, false]) {
    for (const [email, paths] of Object.entries(pages)) {
      const { page } = await signIn(browser, shop.origin, email, { phone })
      if (email === 'ana@example.com')
        await page.getByRole('button', { name: /Add/ }).first().click()
      for (const state of Object.keys(states))
        await takeAll(page.context(), paths, state, phone)
      await page.context().close()
    }
    const visitor = await browser.newContext({ locale: 'en-GB', viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 } })
    await takeAll(visitor, openPages, 'full', phone)
    await register(visitor, phone)
    await takeAll(visitor, emptyPages, 'empty', phone)
    await visitor.close()
  }
  for (const [name, picture] of Object.entries(readme))
    await copyFile(join(folder, `${name}.png`), join(import.meta.dirname, `../pictures/${picture}.png`))
  process.stdout.write(`${taken} pictures are in ${folder}\n`)
}
finally {
  await browser.close()
  await shop.stop()
}

async function takeAll(context: BrowserContext, paths: Record<string, string>, state: string, phone: boolean): Promise<void> {
  const { before, after } = states[state] ?? {}
  for (const [name, path] of Object.entries(paths)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await context.newPage()
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await before?.(page)
      await page.goto(shop.origin + path)
      if (state !== 'loading')
        await page.getByRole('heading', { level: 1 }).waitFor()
      await page.evaluate(() => document.fonts.ready.then(() => {}))
      await page.waitForTimeout(400)
      await after?.(page)
      await page.screenshot({ path: join(folder, `${name}-${state}-${phone ? 'phone' : 'desktop'}-${colorScheme}.png`) })
      taken++
      await context.setOffline(false)
      await page.close()
    }
  }
}

async function register(context: BrowserContext, phone: boolean): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${shop.origin}/register`)
  await page.getByLabel('Name').fill('Cleo')
  await page.getByLabel('Email').fill(`cleo-${phone ? 'phone' : 'desktop'}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
  await page.getByRole('button', { name: 'Open the account' }).click()
  await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
  await page.close()
}
