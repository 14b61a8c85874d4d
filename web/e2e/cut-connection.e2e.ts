import type { Browser, Page } from 'playwright-core'
import type { Account } from './api-of.ts'
import type { ShopServer } from './shop-server.ts'
import { getOrder, listNotifications, listOrders } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOf } from './api-of.ts'
import { findChromium, launchBrowser } from './browser.ts'
import { cuts, startFailingProxy } from './failing-proxy.ts'
import { signIn } from './person.ts'
import { shopHands } from './shop-hands.ts'
import { startShop } from './shop-server.ts'

describe.skipIf(await findChromium() === null).each(cuts)('when the connection is cut %s the shop does what a customer wants', (when) => {
  let browser: Browser
  let shop: ShopServer
  let proxy: Awaited<ReturnType<typeof startFailingProxy>>
  let ana: Account
  beforeAll(async () => {
    [browser, proxy] = await Promise.all([launchBrowser(), startFailingProxy()])
    shop = await startShop({ PUBLIC_ORIGIN: proxy.origin, RATE_LIMITS: 'false' })
    proxy.lead(shop.origin)
    ana = await apiOf(shop.origin, 'ana@example.com')
  })
  afterAll(async () => {
    await browser?.close()
    proxy?.stop()
    await shop?.stop()
  })

  const orders = async () => (await ana(listOrders, { query: { limit: 100 } })).orders
  const sentTo = (path: string) => proxy.passed.filter(one => one.method === 'POST' && one.path.endsWith(path))
  const answersTo = (path: string) => sentTo(path).map(({ status }) => status).filter(status => status !== null).toSorted()
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const go = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true }).first().click()
  /** From now on every page of the app opens without a connection. */
  const kept = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)

  /** Each was sent more than once, with one key, and whoever got through was answered with `status`. */
  async function expectRetries(path: string, status: number): Promise<void> {
    await expect.poll(() => answersTo(path).length).toBeGreaterThanOrEqual(when === 'before' ? 1 : 2)
    const sent = sentTo(path)
    expect(sent.length).toBeGreaterThanOrEqual(2)
    expect([...new Set(sent.map(({ key }) => key))]).toEqual([expect.stringMatching(/.{16}/)])
    expect(new Set(answersTo(path))).toEqual(new Set([status]))
  }

  test('an order is placed once and one is cancelled once, each retried by its key', async () => {
    const pending = await (await shopHands(shop.origin)).place()
    const { page } = await signIn(browser, proxy.origin, 'ana@example.com')
    await kept(page)
    const known = await orders()

    await button(page, 'Add Lemon cake to the basket').click()
    await go(page, 'Check out')
    await page.getByRole('radio', { name: /^Pickup/ }).check({ force: true })
    const placing = proxy.cut('POST', '/orders', when)
    await button(page, /^Place the order/).click()
    await placing.happened
    await page.getByText('Sent, no answer yet').waitFor()
    placing.mend()
    await expect.poll(() => page.getByText('Sent, no answer yet').count(), { timeout: 15_000 }).toBe(0)
    await expectRetries('/orders', 201)
    const [placed, ...others] = await orders()
    expect(others.map(({ id }) => id)).toEqual(known.map(({ id }) => id))
    await expect.poll(() => page.locator('main article').getByText(placed!.number, { exact: true }).count()).toBe(1)
    await page.getByRole('link', { name: 'Basket, 0 items' }).waitFor()

    await page.getByRole('article').filter({ hasText: pending.number }).getByRole('link').click()
    await button(page, 'Cancel order').click()
    const cancelling = proxy.cut('POST', '/cancel', when)
    await button(page, 'Yes, cancel it').click()
    await cancelling.happened
    await page.getByText('It may have reached the shop').waitFor()
    cancelling.mend()
    await page.getByRole('heading', { level: 1, name: /^Cancelled/ }).waitFor({ timeout: 15_000 })
    await expectRetries(`${pending.id}/cancel`, 200)
    const { version, timeline } = await ana(getOrder, { params: { orderId: pending.id } })
    expect([version, timeline!.map(({ to }) => to)]).toEqual([2, ['pending', 'cancelled']])
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.getByText('It may have reached the shop').waitFor({ state: 'detached' })
    await page.context().close()
  })

  test('notifications, one and then all, are read in the end, and shown as they are', async () => {
    const hands = await shopHands(shop.origin)
    const { number } = await hands.move(await hands.place(), 'confirmed', 'processing', 'shipped')
    const { page } = await signIn(browser, proxy.origin, 'ana@example.com')
    await kept(page)
    await go(page, /Notifications$/)
    const line = page.locator('.line', { hasText: `${number} is now being prepared` })
    const dots = page.locator('.line .dot')
    const readAll = button(page, 'Mark all read')
    const checkNow = page.locator('main .indicator .ask')
    const unread = async () => (await ana(listNotifications, { query: { limit: 100 } })).unread
    /** What is shown is what is stored, whichever that is. */
    const isTrue = () => expect.poll(async () => await dots.count() === await unread() && await readAll.isEnabled() === (await unread() > 0)).toBe(true)
    await line.locator('.dot').waitFor()
    await isTrue()
    const before = await unread()

    const one = proxy.cut('POST', '/notifications/read', when)
    await line.click()
    await one.happened
    await page.waitForURL(/\/orders\/.+/)
    one.mend()
    await go(page, /Notifications$/)
    await checkNow.click()
    await isTrue()
    if (when === 'before' || when === 'meanwhile') {
      expect(await unread()).toBe(before)
      await line.click()
      await go(page, /Notifications$/)
    }
    await expect.poll(unread).toBe(before - 1)
    await isTrue()
    expect(await line.locator('.dot').count()).toBe(0)

    const all = proxy.cut('POST', '/notifications/read', when)
    await readAll.click()
    await all.happened
    await page.locator('.toast .text', { hasText: 'The notifications could not be marked as read. Try again in a moment.' }).waitFor()
    // Nothing is known of it yet.
    expect(await dots.count()).toBe(before - 1)
    all.mend()
    await checkNow.click()
    await isTrue()
    if (when === 'before' || when === 'meanwhile')
      await readAll.click()
    await expect.poll(unread).toBe(0)
    await isTrue()
    expect(new Set(answersTo('/notifications/read'))).toEqual(new Set([200]))
    await page.context().close()
  })

  test('somebody opens one account, signs out and signs in again', async () => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    const email = page.getByLabel('Email')
    const password = page.getByLabel('Password', { exact: true })
    const noAnswer = page.getByRole('alert').getByText('The shop did not answer. Check your connection and try again.')
    await page.goto(`${proxy.origin}/register`)
    await kept(page)
    await page.getByLabel('Name').fill('Cleo')
    await email.fill('cleo@example.com')
    await password.fill('orderbeat-demo')
    const opening = proxy.cut('POST', '/auth/register', when)
    await button(page, 'Open the account').click()
    await opening.happened
    await noAnswer.waitFor()
    opening.mend()
    await button(page, 'Open the account').click()
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
    await button(page, 'Account of Cleo').waitFor()
    await expect.poll(() => answersTo('/auth/register')).toEqual(when === 'before' ? [201] : [201, 409])

    const leaving = proxy.cut('POST', '/auth/logout', when)
    await button(page, 'Account of Cleo').click()
    await button(page, 'Sign out').click()
    await leaving.happened
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    leaving.mend()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await expect.poll(() => answersTo('/auth/logout')).toEqual(when === 'before' ? [204] : [204, 204])
    expect(await context.cookies()).toEqual([])
    await page.goto(`${proxy.origin}/orders`)
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()

    await email.fill('cleo@example.com')
    await password.fill('orderbeat-demo')
    const entering = proxy.cut('POST', '/auth/login', when)
    await button(page, 'Sign in').click()
    await entering.happened
    await noAnswer.waitFor()
    expect(await button(page, 'Account of Cleo').count()).toBe(0)
    entering.mend()
    await button(page, 'Sign in').click()
    await page.getByRole('heading', { level: 1, name: 'Your orders' }).waitFor()
    await button(page, 'Account of Cleo').waitFor()
    await context.close()
  })
})
