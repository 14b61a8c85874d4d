import type { Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
import { apiBase } from '@orderbeat/shared'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'

describe.skipIf(await findChromium() === null)('the live indicator', () => {
  const here = openShop()

  async function openHistory(phone = false) {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com', { phone })
    await page.goto(`${here.shop.origin}/orders`)
    await page.getByRole('article').first().waitFor()
    const requests = { count: 0 }
    page.on('request', request => new URL(request.url()).pathname.startsWith(apiBase) && requests.count++)
    return { page, requests, words: page.locator('main [data-state] [aria-expanded]'), panel: page.getByRole('dialog', { name: 'Live updates' }) }
  }

  const answers = async (page: Page, count: number) => {
    for (let answer = 0; answer < count; answer++)
      await page.waitForResponse(response => new URL(response.url()).pathname.startsWith(apiBase))
  }
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('label')?.textContent.trim() ?? document.activeElement?.textContent.trim())

  test('opens by keyboard to a choice that stops and resumes polling, here and after a reload', async () => {
    const { page, requests, words, panel } = await openHistory()
    await words.focus()
    await page.keyboard.press('Enter')
    await panel.getByText('Next check').waitFor()
    expect(await words.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('As the shop suggests')
    await answers(page, 4)
    expect(await panel.isVisible()).toBe(true)
    expect(await focused(page)).toBe('As the shop suggests')
    expect(await panel.textContent()).toMatch(/This visit\s*\d+ requests, about [\d.]+ kB/)

    await page.keyboard.press('ArrowUp')
    expect(await focused(page)).toBe('Paused')
    expect(await panel.textContent()).toContain('choose another to go on')
    await expect.poll(() => words.textContent()).toContain('Paused')
    requests.count = 0
    await page.waitForTimeout(3500)
    expect(requests.count).toBe(0)
    await page.keyboard.press('Escape')
    expect(await panel.isVisible()).toBe(false)
    expect(await words.evaluate(element => element === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Refresh orders' }).click()
    await expect.poll(() => requests.count).toBe(1)

    await page.reload()
    await page.getByRole('article').first().waitFor()
    await expect.poll(() => words.textContent()).toContain('Paused')
    await words.click()
    await page.getByRole('radio', { name: 'As the shop suggests' }).check()
    await answers(page, 4)
    expect(await words.textContent()).toContain('Live')
    expect(await panel.isVisible()).toBe(true)
    await page.getByRole('heading', { level: 1 }).click()
    expect(await panel.isVisible()).toBe(false)
    await page.context().close()
  })

  test.each([[390, 844], [320, 640], [844, 390], [1280, 900]])('shows its details within a screen of %s x %s, and axe finds nothing', async (width, height) => {
    const { page, words, panel } = await openHistory()
    await page.setViewportSize({ width, height })
    const findings: string[] = []
    for (const path of ['/orders', '/orders/ONLINE-000004', '/notifications']) {
      await page.goto(here.shop.origin + path)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await words.first().click()
        await panel.getByText('Next check').waitFor()
        const box = (await panel.boundingBox())!
        if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height)
          findings.push(`${path}: reaches out of the screen`)
        const { violations } = await new AxeBuilder({ page }).analyze()
        findings.push(...violations.map(({ id, nodes }) => `${path} ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
        await page.keyboard.press('Escape')
      }
    }
    expect(findings).toEqual([])
    await page.context().close()
  })
})
