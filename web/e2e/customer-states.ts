import type { Page } from 'playwright-core'
import { shown } from './customer-pages.ts'
import { shopHands } from './shop-hands.ts'
import { hide, show } from './visibility.ts'

/** What is looked for on a page in a state, which `where` names. */
export type Look = (where: string) => Promise<void>

/**
 * Takes Ana through the states of her pages that no address leads to, in any language, and looks at each: a filled checkout
 * with its mistakes, an order that she may cancel, what waits offline and was refused, the bars, the menu, the question, the
 * strips. Her page's clock is installed here.
 */
export async function lookAtStates(page: Page, origin: string, look: Look): Promise<void> {
  const hands = await shopHands(origin)
  const late = await hands.place()
  await page.clock.install()
  await page.goto(origin)
  await shown(page)
  await order(page, async (submit) => {
    await look('checkout')
    await submit.click()
    await page.locator('[name="address"][aria-invalid="true"]').waitFor()
    await look('checkout with a mistake')
  })
  await page.waitForURL(/\/orders\/.+/)
  await shown(page)
  await atStrip(page, () => look('order just placed, with its strip'))
  await page.locator('.cancel > button').click()
  await page.locator('form.question').waitFor()
  await look('order with the question whether to cancel')
  await page.locator('header .account').click()
  await look('menu of the account')
  await page.keyboard.press('Escape')
  await page.locator('form.question button[type="submit"]').click()
  await page.locator('form.question').waitFor({ state: 'detached' })
  await look('order just cancelled')

  await openOrder(page, late.number)
  await page.locator('.cancel > button').waitFor()
  await page.context().setOffline(true)
  await page.locator('aside.offline').waitFor()
  await page.locator('.cancel > button').click()
  await page.locator('form.question button[type="submit"]').click()
  await page.locator('.cancel-waits').waitFor()
  await look('order with a cancel that waits')
  await order(page)
  await page.locator('.waiting').nth(1).waitFor()
  await atStrip(page, () => look('orders, offline, with two things that wait'))
  await page.locator('header .account').click()
  await page.locator('.menu button.item').click()
  await page.locator('dialog.question').waitFor()
  await look('question whether to sign out')
  await page.keyboard.press('Escape')

  await hands.move(late, 'processing')
  await page.context().setOffline(false)
  await page.locator('.waiting[data-outcome="refused"]').waitFor()
  await look('orders with a cancel that was refused')
  await openOrder(page, late.number)
  await page.locator('.cancel-waits.refused').waitFor()
  await page.evaluate(() => window.dispatchEvent(new Event('vite:preloadError')))
  await page.locator('aside.version').waitFor()
  await look('order with the refusal, and another version of the app')

  await comeBackLater(page, async () => hands.move(late, 'shipped', 'paid', 'delivered'))
  const digest = page.locator('[data-kind="digest"] .text')
  await digest.hover()
  await look('what happened while away')
  const before = (await digest.textContent())!.trim()
  await hands.move(await hands.place(), 'confirmed')
  await digest.filter({ hasNotText: before }).waitFor()
  await look('what happened while away and since')
}

/** What lies over the navigation of phones for some seconds is put away. */
function putStripsAway(page: Page): Promise<void> {
  return page.locator('.toast .close').evaluateAll(buttons => buttons.forEach(button => (button as HTMLElement).click()))
}

/** Puts something into the basket, goes to the checkout without loading a page, looks there, and has it picked up. */
async function order(page: Page, look: (submit: ReturnType<Page['locator']>) => Promise<void> = async () => {}): Promise<void> {
  await putStripsAway(page)
  await page.locator('nav a[href="/"]').click()
  await page.locator('[data-press="add"]').first().click()
  await page.locator('.basket.filled').waitFor()
  const strip = page.locator('button.strip[aria-expanded="false"]')
  if (page.viewportSize()!.width < 500 && await strip.count() > 0)
    await strip.click()
  await page.locator('a[href="/checkout"]').click()
  const submit = page.locator('main form button[type="submit"]')
  await submit.waitFor()
  await look(submit)
  await page.locator('input[type="radio"][value="pickup"]').check({ force: true })
  await submit.click()
}

async function openOrder(page: Page, number: string): Promise<void> {
  await putStripsAway(page)
  await page.locator('nav a[href="/orders"]').click()
  await page.locator('article.ticket', { hasText: number }).locator('a').click()
  await page.waitForURL(/\/orders\/.+/)
}

/** A strip does not go while it is pointed at; it is put away afterwards, so that nothing lies under it. */
async function atStrip(page: Page, look: () => Promise<void>): Promise<void> {
  const strip = page.locator('.toast[data-kind="own"]').last()
  await strip.locator('.text').hover()
  await look()
  await strip.locator('.close').click()
}

/** Leaves the tab for an hour, in which `happens` what happens. */
async function comeBackLater(page: Page, happens: () => Promise<unknown>): Promise<void> {
  await page.mouse.move(0, 0)
  await page.clock.runFor(15_000)
  await page.evaluate(hide)
  // What was asked before is answered before this, so that it knows nothing of what happens now.
  await page.evaluate(async () => void await fetch('/healthz'))
  await happens()
  await page.clock.fastForward(60 * 60_000)
  await page.evaluate(show)
}
