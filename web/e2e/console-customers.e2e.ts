import type { Order } from '@orderbeat/shared'
import type { Browser } from 'playwright-core'
import type { ShopServer } from './shop-server.ts'
import { register, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'
import { signIn } from './person.ts'
import { shopHands } from './shop-hands.ts'
import { startShop } from './shop-server.ts'

/** Seconds between two polls, and what a page may take beside: the answer's way and drawing it. */
const beat = 3
const withinABeat = { timeout: (beat + 1) * 1000 }
const people = ['ana@example.com', 'ben@example.com', 'cleo@example.com']

describe.skipIf(await findChromium() === null)('the console and three customers', () => {
  let browser: Browser
  let shop: ShopServer
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launchBrowser(), startShop({ RATE_LIMITS: 'false', POLL_HISTORY_SECONDS: String(beat), POLL_TRACKER_SECONDS: String(beat) })])
    await fetch(shop.origin + urlOf(register), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Cleo', email: people[2], password: 'orderbeat-demo' }),
    })
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
  })

  test('see each other\'s doings within a beat, and nobody\'s page is loaded again', async () => {
    const [sam, ...customers] = await Promise.all(['sam@example.com', ...people].map(email => signIn(browser, shop.origin, email)))
    const console = sam!.page
    const row = ({ number }: Order) => console.locator(`tr[data-order="${number}"]`)
    await console.locator('tr[data-order]').first().waitFor()
    await Promise.all(customers.map(({ page }) => page.getByRole('link', { name: 'Orders' }).first().click()))
    const before = [sam!, ...customers].map(person => person.loads())

    const orders = await Promise.all(people.map(async email => (await shopHands(shop.origin, email)).place()))
    await Promise.all(orders.map(order => row(order).waitFor(withinABeat)))
    await console.getByLabel(`Select ${orders[0]!.number}`).check()
    const search = console.getByRole('searchbox', { name: 'Search orders' })
    await search.pressSequentially('ON', { delay: 50 })

    for (const [index, order] of orders.entries()) {
      const ticket = customers[index]!.page.getByRole('article').filter({ hasText: order.number })
      await ticket.getByRole('heading', { name: 'Order placed' }).waitFor(withinABeat)
      await row(order).locator('[data-next-step]').click()
      await ticket.getByRole('heading', { name: 'Confirmed' }).waitFor(withinABeat)
      expect(await customers[index]!.page.getByRole('article').filter({ hasText: orders[(index + 1) % 3]!.number }).count()).toBe(0)
    }
    expect(await search.inputValue()).toBe('ON')
    expect(await console.getByLabel(`Select ${orders[0]!.number}`).isChecked()).toBe(true)
    expect([sam!, ...customers].map(person => person.loads())).toEqual(before)
  })
})
