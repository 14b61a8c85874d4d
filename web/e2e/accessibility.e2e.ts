import type { Browser } from 'playwright-core'
import type { ShopServer } from './shop-server.ts'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'
import { chooseLanguage } from './choose-language.ts'
import { customerPages, shown } from './customer-pages.ts'
import { signIn } from './person.ts'
import { startShop } from './shop-server.ts'

const pages = {
  'nobody': ['/', '/sign-in', '/register'],
  'ana@example.com': [...customerPages, '/playground'],
  'sam@example.com': ['/staff/orders', '/staff/orders/ONLINE-000005', '/staff/figures', '/staff/figures?from=2026-02-01&to=2026-01-01', '/notifications', '/nowhere', '/staff/orders?q=nobody', '/staff/orders/ONLINE-999999', '/preferences'],
  'ada@example.com': ['/staff/admin', '/staff/admin/keys', '/staff/admin/products'],
} as const

/** Customers' pages in both languages: what is there differs by the screen, and what it says by the language. */
const runs = (Object.keys(pages) as (keyof typeof pages)[]).flatMap((who) => {
  const customer = !/^(?:sam|ada)/.test(who)
  const halves = [pages[who].slice(0, 6), pages[who].slice(6)].filter(half => half.length > 0)
  return halves.flatMap((paths, half) => ([['desktop', 'en'], ['phone', customer ? 'de' : 'en']] as const)
    .map(([screen, language]) => ({ who, half: half + 1, screen, language, paths })))
})

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

  async function enter(who: keyof typeof pages, phone: boolean) {
    if (who !== 'nobody')
      return (await signIn(browser, shop.origin, who, { phone })).page
    const context = await browser.newContext({ viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 } })
    return context.newPage()
  }

  test.each(runs)('of $who ($half) on a $screen, in $language, has no finding of axe and no sideways scrolling, light and dark', async ({ who, screen, language, paths }) => {
    const page = await enter(who, screen === 'phone')
    await chooseLanguage(page, language)
    const findings: string[] = []
    const examine = async (where: string, axe: AxeBuilder): Promise<void> => {
      const { violations } = await axe.analyze()
      findings.push(...violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
    }
    for (const path of paths) {
      // No transition may be half-way when colours are measured.
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(shop.origin + path)
      await shown(page)
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
      await examine(path, new AxeBuilder({ page }).options({ rules: { 'target-size': { enabled: true } } }))
      if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
        findings.push(`${path}: scrolls sideways`)
      // Only colours are other ones in the dark.
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await page.locator('html.dark').waitFor()
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
      await examine(`${path} in the dark`, new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']))
    }
    expect(findings).toEqual([])
    await page.context().close()
  })
})
