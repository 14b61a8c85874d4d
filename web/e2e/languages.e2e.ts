import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { chooseLanguage } from './choose-language.ts'
import { customerPages, shown } from './customer-pages.ts'
import { lookAtStates } from './customer-states.ts'
import { layoutFaults } from './layout-faults.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'
import { signInPseudo } from './pseudo-words.ts'
import { shopHands } from './shop-hands.ts'
import { lookAtAdmin, lookAtBulk, lookAtHands, staffPages } from './staff-pages.ts'

describe.skipIf(await findChromium() === null)('the app in other languages', () => {
  const here = openShop()

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

  test('is German for whoever\'s browser is, and stays as each person has chosen it', async () => {
    const context = await here.browser.newContext({ locale: 'de-CH' })
    const page = await context.newPage()
    await page.goto(`${here.shop.origin}/sign-in`)
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
    await page.goto(`${here.shop.origin}/orders`)
    await heading(page, 'Deine Bestellungen')
    await context.close()
  })

  test('tells what was stored before in the language that was chosen since', async () => {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    const hands = await shopHands(here.shop.origin)
    const { number } = await hands.move(await hands.place(), 'confirmed')
    await page.getByText(`Your order ${number} is confirmed`).first().waitFor()
    await page.goto(`${here.shop.origin}/notifications`)
    await page.getByRole('link', { name: new RegExp(`Your order ${number} is confirmed`) }).waitFor()
    await page.getByRole('button', { name: 'Account of Ana' }).click()
    await page.getByRole('button', { name: 'Deutsch' }).click()
    await page.getByRole('link', { name: new RegExp(`Deine Bestellung ${number} ist bestätigt`) }).waitFor()
    await page.context().close()
  })

  test('loads no German for who reads English', async () => {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    const german = await page.evaluate(async () => {
      const scripts = performance.getEntriesByType('resource').map(({ name }) => name).filter(name => name.endsWith('.js'))
      const texts = await Promise.all(scripts.map(async name => (await fetch(name)).text()))
      return scripts.filter((_, place) => texts[place]!.includes('Warenkorb'))
    })
    expect(german).toEqual([])
    await page.context().close()
  })

  test('has no text that would stay English', async () => {
    const { page, look, findings } = await signInPseudo(here.browser, here.shop.origin, 'ana@example.com')
    for (const path of customerPages) {
      await page.goto(here.shop.origin + path)
      await shown(page)
      for (const words of await page.locator('.indicator .words').all())
        await words.click()
      await look(path)
    }

    await lookAtStates(page, here.shop.origin, look)

    await page.context().clearCookies()
    for (const path of ['/', '/sign-in', '/register']) {
      await page.goto(here.shop.origin + path)
      await shown(page)
      for (const submit of await page.locator('form button[type="submit"]').all())
        await submit.click()
      await look(`${path} as a visitor`)
    }
    for (const [path, password, refusal] of [['/sign-in', 'not the password', 'invalid-credentials'], ['/register', 'orderbeat-demo', 'email-taken']]) {
      await page.goto(here.shop.origin + path)
      await page.locator('[name="email"]').fill('ben@example.com')
      await page.locator('[name="password"]').fill(password!)
      for (const name of await page.locator('[name="name"]').all())
        await name.fill('Ben')
      await page.locator('form button[type="submit"]').click()
      await page.locator('[data-problem]').waitFor()
      await look(`${path}, refused: ${refusal}`)
    }
    expect([...findings]).toEqual([])
    await page.context().close()
  })

  test('has no text for those who work here that would stay English', async () => {
    const { page, look, findings } = await signInPseudo(here.browser, here.shop.origin, 'ada@example.com')
    for (const path of staffPages) {
      await page.goto(here.shop.origin + path)
      await shown(page)
      await look(path)
    }
    await lookAtAdmin(page, look)
    await page.goto(`${here.shop.origin}/staff/orders`)
    await shown(page)
    await lookAtHands(page, look)
    await lookAtBulk(page, look)
    expect([...findings]).toEqual([])
    await page.context().close()
  })

  test('fits its words into every width, 200 % zoom too, and mirrors every page', async () => {
    const findings: string[] = []
    for (const [email, language, pages] of [['ana@example.com', 'de', customerPages], ['ana@example.com', 'en', customerPages], ['ada@example.com', 'de', staffPages]] as const) {
      const { page } = await signIn(here.browser, here.shop.origin, email)
      await chooseLanguage(page, language)
      for (const path of pages) {
        await page.goto(here.shop.origin + path)
        await shown(page)
        findings.push(...await layoutFaults(page, `${path} ${language}`))
      }
      await page.context().close()
    }
    expect(findings).toEqual([])
  })

  test('does so in every state of a customer\'s pages, and for a visitor', async () => {
    const findings: string[] = []
    const context = await here.browser.newContext({ locale: 'de', viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    for (const path of ['/', '/sign-in', '/register']) {
      await page.goto(here.shop.origin + path)
      await shown(page)
      for (const submit of await page.locator('form button[type="submit"]').all())
        await submit.click()
      findings.push(...await layoutFaults(page, `${path} as a visitor`))
    }
    await context.close()
    const ana = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    await chooseLanguage(ana.page, 'de')
    // A strip that makes room for another is on its way for a moment.
    await ana.page.emulateMedia({ reducedMotion: 'reduce' })
    await lookAtStates(ana.page, here.shop.origin, async where => void findings.push(...await layoutFaults(ana.page, where)))
    expect(findings).toEqual([])
    await ana.page.context().close()
  })
})
