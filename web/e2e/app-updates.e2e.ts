import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Proxy } from './proxies.ts'
import type { ShopServer } from './shop-server.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'
import { nextVersion } from './next-version.ts'
import { signIn } from './person.ts'
import { startAnsweringProxy } from './proxies.ts'
import { startShop } from './shop-server.ts'

describe.skipIf(await findChromium() === null)('a new version of the app', () => {
  let browser: Browser
  let shop: ShopServer
  let proxy: Proxy
  let next: ReturnType<typeof nextVersion>
  beforeEach(() => {
    next = nextVersion()
  })
  beforeAll(async () => {
    [browser, proxy] = await Promise.all([launchBrowser(), startAnsweringProxy(path => next.answer(path))])
    shop = await startShop({ PUBLIC_ORIGIN: proxy.origin })
    proxy.lead(shop.origin)
  })
  afterAll(async () => {
    await browser?.close()
    proxy?.stop()
    await shop?.stop()
  })

  const versionOf = (page: Page) => page.evaluate(() => document.querySelector<HTMLMetaElement>('meta[name="orderbeat-version"]')!.content)
  const offer = (page: Page) => page.getByRole('button', { name: 'Use it now' })

  async function openTab(context: BrowserContext): Promise<Page> {
    const tab = await context.newPage()
    await tab.goto(`${proxy.origin}/`)
    await tab.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
    return tab
  }

  test('is offered, not forced, and a tab of the old one goes on with the old files until it is loaded anew', async () => {
    const { page: one } = await signIn(browser, proxy.origin, 'ana@example.com')
    const context = one.context()
    await one.waitForFunction(() => navigator.serviceWorker.controller !== null)
    const other = await openTab(context)
    const first = await versionOf(one)
    next.deploy()
    await one.reload()
    await offer(one).waitFor()
    expect(await versionOf(one)).toBe(first)

    await offer(one).click()
    await expect.poll(() => versionOf(one).catch(() => '')).toBe(`${first}next`)
    await offer(other).waitFor()
    expect(await versionOf(other)).toBe(first)
    // The checkout was not loaded in this tab, and its file is gone from the server.
    await other.getByRole('button', { name: 'Add Lemon cake to the basket' }).click()
    await other.getByRole('link', { name: 'Check out' }).click()
    await other.getByRole('button', { name: /^Place the order/ }).waitFor()

    await offer(other).click()
    await expect.poll(() => versionOf(other).catch(() => '')).toBe(`${first}next`)
    await other.reload()
    await expect.poll(() => other.evaluate(() => caches.keys())).toEqual([`orderbeat-app ${first}next`])
    await context.close()
  })

  test('is offered at once when the shop speaks another contract, and what is done meanwhile waits for it', async () => {
    const { page } = await signIn(browser, proxy.origin, 'ana@example.com')
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await page.goto(`${proxy.origin}/orders`)
    await page.getByText(/^ONLINE-\d{6}$/).first().waitFor()
    await page.getByRole('link', { name: 'Shop', exact: true }).first().click()
    await page.getByRole('button', { name: 'Add Lemon cake to the basket' }).click()
    await page.getByRole('link', { name: 'Check out' }).click()
    await page.getByRole('radio', { name: /^Pickup/ }).check({ force: true })
    next.deploy({ otherContract: true })
    await page.getByRole('button', { name: /^Place the order/ }).click()
    await page.getByRole('article').filter({ hasText: 'Order: Lemon cake' }).getByText('Waiting to be sent').waitFor()
    await offer(page).waitFor()
    await page.getByText(/^ONLINE-\d{6}$/).first().waitFor()
    // The new app speaks with the shop again, and sends what the old one could not.
    next.deploy()
    await offer(page).click()
    await page.getByText('Your order was sent: the shop has it').first().waitFor()
    expect(await versionOf(page)).toMatch(/next$/)
    await page.context().close()
  })
})
