// What `pnpm pictures` runs: every page as it looks on a phone and on a desktop, light and dark, full, empty, loading,
// failed and offline, taken from the demo shop into one folder; and from among them the pictures of the README.
import type { BrowserContext, Page } from 'playwright-core'
import type { PicturedPage, State } from './pictured-pages.ts'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { createKey } from '@orderbeat/shared'
import { apiOf } from './api-of.ts'
import { launchBrowser } from './browser.ts'
import { signIn } from './person.ts'
import { newPages, openPages, pagesOfPeople, ways } from './pictured-pages.ts'
import { startShop } from './shop-server.ts'

const folder = join(import.meta.dirname, '../node_modules/.cache/pictures')
const readme = { 'orders-full-phone-light': 'history', 'order-full-phone-light': 'tracker' }

/** What shows that a page still waits for something. */
const waiting = 'main :is(.skeleton, [aria-busy="true"])'

const faults: string[] = []
let taken = 0

const [browser, shop] = await Promise.all([launchBrowser(), startShop({ POLL_HISTORY_SECONDS: '30', POLL_TRACKER_SECONDS: '60' })])
try {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const ada = await apiOf(shop.origin, 'ada@example.com')
  await ada(createKey, { body: { name: 'Till 7', scopes: ['orders:read'] } })
  for (const screen of ['phone', 'desktop'] as const) {
    const phone = screen === 'phone'
    for (const [email, pages] of Object.entries(pagesOfPeople)) {
      const { page } = await signIn(browser, shop.origin, email, { phone })
      if (email === 'ana@example.com')
        await page.getByRole('button', { name: /Add/ }).first().click()
      await takeAll(page.context(), pages, screen)
      await page.context().close()
    }
    const visitor = await browser.newContext({ locale: 'en-GB', viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 900 } })
    await takeAll(visitor, openPages, screen)
    await register(visitor, screen)
    await takeAll(visitor, newPages, screen)
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
if (faults.length > 0)
  throw new Error(`Not all of them show what they should:\n${faults.join('\n')}`)

/** Each page in each of its states. Two states that look alike are one that was not reached. */
async function takeAll(context: BrowserContext, pages: Record<string, PicturedPage>, screen: 'phone' | 'desktop'): Promise<void> {
  for (const [name, pictured] of Object.entries(pages)) {
    for (const colours of ['light', 'dark'] as const) {
      const pictures = new Map<string, string>()
      for (const state of pictured.states) {
        const file = `${name}-${state}-${screen}-${colours}`
        const picture = await take(context, pictured, state, colours, file).catch((error: Error) => void faults.push(`${file}: ${error.message.split('\n', 1)[0]}`))
        if (picture === undefined)
          continue
        const alike = pictures.get(picture)
        if (alike !== undefined)
          faults.push(`${file} is the same picture as ${alike}`)
        pictures.set(picture, file)
        taken++
      }
    }
  }
}

/** The picture as text, after it was written to its file. */
async function take(context: BrowserContext, pictured: PicturedPage, state: State, colorScheme: 'light' | 'dark', file: string): Promise<string> {
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  try {
    const { before, after, shows } = ways[state]
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await before?.(page, pictured)
    await page.goto(shop.origin + pictured.path)
    await page.locator('main').waitFor()
    if (state !== 'loading')
      await page.locator(waiting).first().waitFor({ state: 'detached' })
    await after?.(page)
    await shows(page).filter({ visible: true }).first().waitFor()
    if (state !== 'loading')
      await page.locator(waiting).first().waitFor({ state: 'detached' })
    await atRest(page)
    return (await page.screenshot({ path: join(folder, `${file}.png`) })).toString('base64')
  }
  catch (error) {
    await page.screenshot({ path: join(folder, `${file}.png`) })
    throw error
  }
  finally {
    await context.setOffline(false)
    await page.close()
  }
}

/** Ends when fonts are there and nothing moves any more. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    await Promise.allSettled(document.getAnimations().filter(animation => animation.effect?.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished))
  })
}

async function register(context: BrowserContext, screen: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${shop.origin}/register`)
  await page.getByLabel('Name').fill('Cleo')
  await page.getByLabel('Email').fill(`cleo-${screen}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
  await page.getByRole('button', { name: 'Open the account' }).click()
  await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
  await page.close()
}
