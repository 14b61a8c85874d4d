import type { Page } from 'playwright-core'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'

/** Where each run records what was seen: `pnpm --dir web exec playwright-core show-trace <file>` plays it. */
const records = join(import.meta.dirname, '../node_modules/.cache/records')

describe.skipIf(await findChromium() === null)('the test page', () => {
  // As often as a shop really asks: the clock of the page is moved by the test.
  const here = openShop({ POLL_HISTORY_SECONDS: '30', POLL_TRACKER_SECONDS: '60' })

  async function opened(order = 'ONLINE-000004', record?: string): Promise<{ page: Page, seconds: (count: number) => Promise<void>, tracked: () => Promise<string[]>, close: () => Promise<void> }> {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    await page.clock.install()
    if (record)
      await page.context().tracing.start({ screenshots: true, snapshots: true })
    await page.goto(`${here.shop.origin}/playground`)
    const choice = page.getByLabel('Order to watch')
    await choice.selectOption({ label: order })
    await page.locator('[data-state="current"]').waitFor()
    const id = await choice.inputValue()
    return {
      page,
      // In steps: a request would seem to take as long as time is let run at once.
      async seconds(count) {
        for (let left = count; left > 0; left -= 5) {
          await page.clock.runFor(Math.min(left, 5) * 1000)
          await expect.poll(() => page.locator('tr[data-status="waiting"]').count(), { interval: 5 }).toBe(0)
        }
      },
      // The page's own record: what the tracker of this order asked and was answered, the newest first.
      tracked: () => page.locator('tr[data-status]', { hasText: `/orders/${id}/status` }).evaluateAll(rows => rows.map(row => (row as HTMLElement).dataset.status!)),
      async close() {
        if (record) {
          const path = join(records, `${record}.zip`)
          await page.context().tracing.stop({ path })
          expect((await stat(path)).size).toBeGreaterThan(10_000)
        }
        await page.context().close()
      },
    }
  }

  test('shows a move of the shop from end to end, and what it cost to learn of it', async () => {
    const { page, seconds, tracked, close } = await opened('ONLINE-000006', 'a-move-of-the-shop')
    const station = page.getByRole('listitem').filter({ hasText: 'Picked up' })
    expect(await station.getAttribute('data-state')).toBe('upcoming')
    await page.locator('[data-move="delivered"]').click()
    await page.getByText('The shop says: Picked up').waitFor()
    expect(await station.getAttribute('data-state')).toBe('upcoming')
    await seconds(61)
    await expect.poll(() => station.getAttribute('data-state')).not.toBe('upcoming')
    await seconds(61)
    expect((await tracked()).toReversed().join(' ')).toMatch(/^(?:200 |304 )*200(?: 304)+$/)
    await expect.poll(() => page.locator('.requests .sum').textContent()).toMatch(/\d+ requests, \d+ of them unchanged \(304\), about [\d.]+ (?:kB|MB)/)
    await close()
  })

  test('shows an outage of 60 s and how the page recovers from it by itself', async () => {
    const { page, seconds, tracked, close } = await opened('ONLINE-000004', 'an-outage')
    const state = (): Promise<string | null> => page.locator('.tracker .indicator').getAttribute('data-state')
    await expect.poll(state).toBe('live')
    await page.locator('[data-cut="silent"]').click()
    await page.getByText('No answer comes').waitFor()
    await seconds(59)
    // A poll that fails has kept what is shown.
    await expect.poll(async () => (await tracked())[0]).toBe('failed')
    await expect.poll(state).toBe('offline')
    expect(await page.locator('.station').count()).toBeGreaterThan(3)
    await seconds(2)
    await page.getByText('Everything goes through').waitFor()
    await seconds(61)
    await expect.poll(state).toBe('live')
    expect((await tracked()).toReversed().join(' ')).toMatch(/^(?:200 |304 )*(?:failed ){1,2}(?:200|304)(?: 304)*$/)
    await close()
  })

  test('no network that comes back is asked at once', async () => {
    const { page, seconds, tracked, close } = await opened()
    await page.locator('[data-cut="offline"]').click()
    await seconds(59)
    const before = (await tracked()).length
    await seconds(8)
    await expect.poll(async () => (await tracked()).length).toBeGreaterThan(before)
    expect(await page.locator('[data-weather="fine"]').count()).toBe(1)
    await close()
  })

  test('leaving it ends the outage, and watching can be stopped', async () => {
    const { page, seconds, tracked, close } = await opened()
    await page.getByRole('switch', { name: 'Watching' }).press('Space')
    const before = (await tracked()).length
    await seconds(180)
    expect((await tracked()).length - before).toBeLessThanOrEqual(1)
    await page.locator('[data-cut="refusing"]').click()
    await page.getByRole('link', { name: 'Orders', exact: true }).click()
    await page.getByRole('article').first().waitFor()
    await close()
  })

  test('it is no page where there is no demo', async () => {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com', { serviceWorkers: 'block' })
    await page.route('**/playground', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/<meta name="orderbeat-demo"[^>]*>/, '') })
    })
    await page.goto(`${here.shop.origin}/playground`)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await page.context().close()
  })
})
