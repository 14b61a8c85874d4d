import { describe, expect, test } from 'vitest'
import { axeFindings, colour } from './axe-findings.ts'
import { findChromium } from './browser.ts'
import { chooseLanguage } from './choose-language.ts'
import { customerPages, shown } from './customer-pages.ts'
import { lookAtStates } from './customer-states.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'

const pages = {
  'nobody': ['/', '/sign-in', '/register'],
  'ana@example.com': customerPages,
  'sam@example.com': ['/staff/orders', '/staff/orders/ONLINE-000005', '/staff/figures', '/staff/figures?from=2026-02-01&to=2026-01-01', '/notifications', '/nowhere', '/staff/orders?q=nobody', '/staff/orders/ONLINE-999999', '/preferences'],
  'ada@example.com': ['/staff/admin', '/staff/admin/keys', '/staff/admin/products'],
} as const

const isCustomer = (who: string) => !/^(?:sam|ada)/.test(who)

/** Customers' pages in both languages: what is there differs by the screen, and what it says by the language. */
const runs = (Object.keys(pages) as (keyof typeof pages)[]).flatMap((who) => {
  const halves = [pages[who].slice(0, 6), pages[who].slice(6)].filter(half => half.length > 0)
  return halves.flatMap((paths, half) => ([['desktop', 'en'], ['phone', isCustomer(who) ? 'de' : 'en']] as const)
    .map(([screen, language]) => ({ who, half: half + 1, screen, language, paths })))
})

describe.skipIf(await findChromium() === null)('every page', () => {
  const here = openShop()

  async function enter(who: keyof typeof pages, screen: string, language: 'en' | 'de') {
    const phone = screen === 'phone'
    const page = who === 'nobody'
      ? await (await here.browser.newContext({ viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 } })).newPage()
      : (await signIn(here.browser, here.shop.origin, who, { phone })).page
    await chooseLanguage(page, language)
    return page
  }

  test.each(runs)('of $who ($half) on a $screen, in $language, has no finding of axe and no sideways scrolling, light and dark', async ({ who, screen, language, paths }) => {
    const page = await enter(who, screen, language)
    const findings: string[] = []
    for (const path of paths) {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(here.shop.origin + path)
      await shown(page)
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
      await colour(page, 'light')
      findings.push(...await axeFindings(page, path))
      await colour(page, 'dark')
      findings.push(...await axeFindings(page, `${path} in the dark`, isCustomer(who) ? 'all' : 'colours'))
    }
    expect(findings).toEqual([])
    await page.context().close()
  })

  test.each([['desktop', 'en', 'light'], ['phone', 'en', 'dark'], ['desktop', 'de', 'light'], ['phone', 'de', 'dark']] as const)('of a customer on a %s, in %s, has none in any state either, %s', async (screen, language, colours) => {
    const page = await enter('ana@example.com', screen, language)
    await colour(page, colours)
    const findings: string[] = []
    await lookAtStates(page, here.shop.origin, async where => void findings.push(...await axeFindings(page, where)))
    expect(findings).toEqual([])
    await page.context().close()
  })
})
