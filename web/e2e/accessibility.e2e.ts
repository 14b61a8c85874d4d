import type { Browser } from 'playwright-core'
import type { ShopServer } from './shop-server.ts'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'
import { signIn } from './person.ts'
import { startShop } from './shop-server.ts'

const pages = {
  'ana@example.com': ['/', '/checkout', '/orders', '/orders?q=nothing', '/orders/ONLINE-000003', '/orders/ONLINE-000004', '/notifications'],
  'sam@example.com': ['/staff/orders', '/staff/orders/ONLINE-000005', '/staff/figures', '/staff/figures?from=2026-02-01&to=2026-01-01', '/notifications', '/nowhere'],
  'ada@example.com': ['/staff/admin', '/staff/admin/keys', '/staff/admin/products'],
}

describe.skipIf(await findChromium() === null)('every page', () => {
  let browser: Browser
  let shop: ShopServer
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launchBrowser(), startShop()])
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
  })

  for (const [email, paths] of Object.entries(pages)) {
    test.each([false, true])(`of ${email} has no finding of axe and no sideways scrolling, light and dark, phone: %s`, async (phone) => {
      const { page } = await signIn(browser, shop.origin, email, { phone })
      const findings: string[] = []
      for (const path of paths) {
        for (const colorScheme of ['light', 'dark'] as const) {
          // No transition may be half-way when colours are measured.
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await page.goto(shop.origin + path)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
          const { violations } = await new AxeBuilder({ page }).analyze()
          findings.push(...violations.map(({ id, nodes }) => `${path} ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
          if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
            findings.push(`${path} ${colorScheme}: scrolls sideways`)
        }
      }
      expect(findings).toEqual([])
    })
  }
})
