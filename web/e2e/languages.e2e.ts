import type { Browser, Page } from 'playwright-core'
import type { ShopServer } from './shop-server.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'
import { chooseLanguage } from './choose-language.ts'
import { customerPages, shown } from './customer-pages.ts'
import { signIn } from './person.ts'
import { signInPseudo } from './pseudo-words.ts'
import { shopHands } from './shop-hands.ts'
import { startShop } from './shop-server.ts'
import { lookAtAdmin, lookAtBulk, lookAtHands, staffPages } from './staff-pages.ts'

describe.skipIf(await findChromium() === null)('the app in other languages', () => {
  let browser: Browser
  let shop: ShopServer
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launchBrowser(), startShop()])
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
  })

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

  test('is German for whoever\'s browser is, and stays as each person has chosen it', async () => {
    const context = await browser.newContext({ locale: 'de-CH' })
    const page = await context.newPage()
    await page.goto(`${shop.origin}/sign-in`)
    await heading(page, 'Anmelden')
    expect([await page.title(), await page.evaluate(() => document.documentElement.lang)]).toEqual(['Anmelden · Orderbeat', 'de'])
    await page.getByLabel('E-Mail').fill('ana@example.com')
    await page.getByLabel('Passwort').fill('orderbeat-demo')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByRole('link', { name: 'Bestellungen', exact: true }).click()
    await heading(page, 'Deine Bestellungen')
    await page.getByRole('heading', { level: 2, name: /^Bezahlt, unterwegs/ }).first().waitFor()

    await page.getByRole('button', { name: 'Konto von Ana' }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await heading(page, 'Your orders')
    await page.getByRole('heading', { level: 2, name: /^Paid, on its way/ }).first().waitFor()
    expect([await page.title(), await page.evaluate(() => document.documentElement.lang)]).toEqual(['Your orders · Orderbeat', 'en'])
    await page.reload()
    await heading(page, 'Your orders')

    await page.getByRole('button', { name: 'Account of Ana' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await heading(page, 'Sign in')
    await page.getByLabel('Email').fill('ben@example.com')
    await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('button', { name: 'Konto von Ben' }).waitFor()
    await page.goto(`${shop.origin}/orders`)
    await heading(page, 'Deine Bestellungen')
    await context.close()
  })

  test('tells what was stored before in the language that was chosen since', async () => {
    const { page } = await signIn(browser, shop.origin, 'ana@example.com')
    const hands = await shopHands(shop.origin)
    const { number } = await hands.move(await hands.place(), 'confirmed')
    await page.getByText(`Your order ${number} is confirmed`).first().waitFor()
    await page.goto(`${shop.origin}/notifications`)
    await page.getByRole('link', { name: new RegExp(`Your order ${number} is confirmed`) }).waitFor()
    await page.getByRole('button', { name: 'Account of Ana' }).click()
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.getByRole('link', { name: new RegExp(`Deine Bestellung ${number} ist bestätigt`) }).waitFor()
    await page.context().close()
  })

  test('loads no German for who reads English', async () => {
    const { page } = await signIn(browser, shop.origin, 'ana@example.com')
    const german = await page.evaluate(async () => {
      const scripts = performance.getEntriesByType('resource').map(({ name }) => name).filter(name => name.endsWith('.js'))
      const texts = await Promise.all(scripts.map(async name => (await fetch(name)).text()))
      return scripts.filter((_, place) => texts[place]!.includes('Warenkorb'))
    })
    expect(german).toEqual([])
    await page.context().close()
  })

  test('has no text that would stay English', async () => {
    const { page, look, findings } = await signInPseudo(browser, shop.origin, 'ana@example.com')
    for (const path of customerPages) {
      await page.goto(shop.origin + path)
      await shown(page)
      for (const words of await page.locator('.indicator .words').all())
        await words.click()
      await look(path)
    }

    await page.goto(shop.origin)
    await page.locator('[data-press="add"]').first().click()
    await page.getByRole('link', { name: /Zur Kasse/ }).click()
    await page.locator('form button[type="submit"]').click()
    await look('checkout with a mistake')
    await page.getByRole('radio', { name: /Abholung/ }).check({ force: true })
    await page.locator('form button[type="submit"]').click()
    await page.waitForURL(/\/orders\/.+/)
    await page.getByRole('button', { name: /stornieren/ }).click()
    await look('order just placed')
    await page.locator('form.question button[type="submit"]').click()
    await page.getByRole('heading', { level: 1, name: /storniert/i }).waitFor()
    await look('order just cancelled')

    await page.context().clearCookies()
    for (const path of ['/', '/sign-in', '/register']) {
      await page.goto(shop.origin + path)
      await shown(page)
      for (const submit of await page.locator('form button[type="submit"]').all())
        await submit.click()
      await look(`${path} as a visitor`)
    }
    expect([...findings]).toEqual([])
    await page.context().close()
  })

  test('has no text for those who work here that would stay English', async () => {
    const { page, look, findings } = await signInPseudo(browser, shop.origin, 'ada@example.com')
    for (const path of staffPages) {
      await page.goto(shop.origin + path)
      await shown(page)
      await look(path)
    }
    await lookAtAdmin(page, look)
    await page.goto(`${shop.origin}/staff/orders`)
    await shown(page)
    await lookAtHands(page, look)
    await lookAtBulk(page, look)
    expect([...findings]).toEqual([])
    await page.context().close()
  })

  test('fits its words into every width, 200 % zoom too, and mirrors every page', async () => {
    const findings: string[] = []
    for (const [email, language, pages] of [['ana@example.com', 'de', customerPages], ['ana@example.com', 'en', customerPages], ['ada@example.com', 'de', staffPages]] as const) {
      const { page } = await signIn(browser, shop.origin, email)
      await chooseLanguage(page, language)
      for (const path of pages) {
        await page.goto(shop.origin + path)
        await shown(page)
        for (const width of [1280, 640, 320]) {
          await page.setViewportSize({ width, height: 900 })
          for (const dir of ['rtl', 'ltr'])
            findings.push(...(await page.evaluate(faultsIn, dir)).map(fault => `${path} ${language} ${width} px ${dir}: ${fault}`))
        }
      }
      await page.context().close()
    }
    expect(findings).toEqual([])
  })
})

/** Runs in the page: turns its lines to `dir` and says what does not go with that. */
function faultsIn(dir: string): string[] {
  document.documentElement.dir = dir
  const { scrollWidth, clientWidth } = document.documentElement
  const { left, right } = document.querySelector('.brand')!.getBoundingClientRect()
  const isAtStart = dir === 'rtl' ? clientWidth - right < left : left < clientWidth - right
  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : []),
    ...(isAtStart ? [] : ['the mark is not where lines begin']),
  ]
}
