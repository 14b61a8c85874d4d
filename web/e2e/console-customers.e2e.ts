import type { Order } from '@orderbeat/shared'
import type { Locator, Page, Request } from 'playwright-core'
import type { ToldBeat } from './told-beat.ts'
import { listOrders, listStaffOrders, register, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'
import { shopHands } from './shop-hands.ts'
import { hearBeat } from './told-beat.ts'

/** Seconds between two polls. */
const beat = 3
const people = ['ana@example.com', 'ben@example.com', 'cleo@example.com']

describe.skipIf(await findChromium() === null)('the console and three customers', () => {
  const here = openShop({ RATE_LIMITS: 'false', POLL_HISTORY_SECONDS: String(beat), POLL_TRACKER_SECONDS: String(beat) })
  beforeAll(async () => {
    await fetch(here.shop.origin + urlOf(register), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Cleo', email: people[2], password: 'orderbeat-demo' }),
    })
  })

  const toldTo = new Map<Page, ToldBeat>()
  const listen = async (page: Page, path: string) => toldTo.set(page, await hearBeat(page.context(), path))

  /** A poll begins within a beat as the server told it, and what has happened is on the page before a second one of it that began since is answered. */
  async function shownByNextPoll(page: Page, path: string, what: Locator): Promise<void> {
    const from = performance.now()
    const told = toldTo.get(page)!
    const before = told()
    const begun = new Set<Request>()
    const waits: number[] = []
    const answered: string[] = []
    const begin = (request: Request): void => {
      const { pathname, searchParams } = new URL(request.url())
      // A list of one is asked for its total.
      if (request.method() === 'GET' && pathname === path && searchParams.get('limit') !== '1') {
        begun.add(request)
        waits.push(performance.now() - from)
      }
    }
    const end = (request: Request) => void (begun.has(request) && answered.push(request.url()))
    page.on('request', begin).on('requestfinished', end)
    await what.waitFor()
    page.off('request', begin).off('requestfinished', end)
    expect(answered).toEqual([...new Set(answered)])
    expect(waits[0] ?? 0).toBeLessThan((Math.max(before, told()) + 1) * 1000)
  }

  test('see each other\'s doings by the next poll, and nobody\'s page is loaded again', async () => {
    const [sam, ...customers] = await Promise.all(['sam@example.com', ...people].map(email => signIn(here.browser, here.shop.origin, email)))
    const console = sam!.page
    // What the console was told while it was opened, nobody heard.
    const heard = Promise.all([listen(console, listStaffOrders.url), ...customers.map(({ page }) => listen(page, listOrders.url))])
    const row = ({ number }: Order) => console.locator(`tr[data-order="${number}"]`)
    await console.locator('tr[data-order]').first().waitFor()
    await Promise.all(customers.map(({ page }) => page.getByRole('link', { name: 'Orders' }).first().click()))
    await heard
    const before = [sam!, ...customers].map(person => person.loads())

    const orders = await Promise.all(people.map(async email => (await shopHands(here.shop.origin, email)).place()))
    const ticketOf = (index: number) => customers[index]!.page.getByRole('article').filter({ hasText: orders[index]!.number })
    await Promise.all(orders.flatMap((order, index) => [
      shownByNextPoll(console, listStaffOrders.url, row(order)),
      shownByNextPoll(customers[index]!.page, listOrders.url, ticketOf(index).getByRole('heading', { name: 'Order placed' })),
    ]))
    await console.getByLabel(`Select ${orders[0]!.number}`).check()
    const search = console.getByRole('searchbox', { name: 'Search orders' })
    await search.pressSequentially('ON', { delay: 50 })

    for (const [index, order] of orders.entries()) {
      const moved = console.waitForResponse(response => response.request().method() === updateStaffOrder.method)
      await row(order).locator('[data-next-step]').click()
      await moved
      await shownByNextPoll(customers[index]!.page, listOrders.url, ticketOf(index).getByRole('heading', { name: 'Confirmed' }))
      expect(await customers[index]!.page.getByRole('article').filter({ hasText: orders[(index + 1) % 3]!.number }).count()).toBe(0)
    }
    expect(await search.inputValue()).toBe('ON')
    expect(await console.getByLabel(`Select ${orders[0]!.number}`).isChecked()).toBe(true)
    expect([sam!, ...customers].map(person => person.loads())).toEqual(before)
  })
})
