import type { Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
import { listProducts, logIn, placeOrder, urlOf } from '@orderbeat/shared'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'

describe.skipIf(await findChromium() === null)('the console by hand', () => {
  const here = openShop()

  const rows = (page: Page) => page.locator('tr[data-order]')
  const cursor = (page: Page) => page.evaluate(() => document.activeElement?.closest<HTMLElement>('tr[data-order]')?.dataset.order)
  const badge = (page: Page) => page.getByRole('link', { name: /All orders/ }).locator('.badge')

  async function openConsole(options: { phone?: boolean } = {}) {
    const sam = await signIn(here.browser, here.shop.origin, 'sam@example.com', options)
    await rows(sam.page).first().waitFor()
    await badge(sam.page).waitFor()
    const keys = async (...pressed: string[]) => {
      for (const key of pressed)
        await sam.page.keyboard.press(key)
    }
    return { ...sam, keys }
  }

  /** Ana orders something for pickup, elsewhere. */
  async function order(): Promise<string> {
    const post = async (path: string, body: unknown, token = '') => {
      const answer = await fetch(here.shop.origin + path, { method: 'POST', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify(body) })
      return await answer.json() as Record<string, string>
    }
    const { products } = await (await fetch(here.shop.origin + urlOf(listProducts))).json() as { products: { id: string, available: boolean }[] }
    const { accessToken } = await post(urlOf(logIn), { email: 'ana@example.com', password: 'orderbeat-demo' })
    const placed = await post(urlOf(placeOrder), { items: [{ productId: products.find(({ available }) => available)!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' }, accessToken)
    return placed.number!
  }

  test('goes through a day without a mouse', async () => {
    const number = await order()
    const { page, keys, errors } = await openConsole()
    const row = page.locator(`tr[data-order="${number}"]`)
    await row.waitFor()

    await keys('j', 'j', 'k')
    expect(await cursor(page)).toBe(number)
    await keys('x')
    expect(await row.getByRole('checkbox').isChecked()).toBe(true)
    await keys('x')
    expect(await row.getByRole('checkbox').isChecked()).toBe(false)
    await keys('e')
    await row.getByText('Confirmed').waitFor()
    expect(await cursor(page)).toBe(number)
    await page.getByRole('button', { name: 'Undo' }).first().waitFor()
    await keys('u')
    await row.getByText('Pending').waitFor()

    await keys('/')
    await page.keyboard.type(number)
    await expect.poll(() => rows(page).count()).toBe(1)
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(number)
    await keys('ArrowDown')
    expect(await cursor(page)).toBe(number)

    await keys('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts and sound' }).waitFor()
    await keys('Escape')
    expect(await cursor(page)).toBe(number)
    await keys('Enter')
    await page.waitForURL(/\/staff\/orders\/.+/)
    await keys('g', 'n')
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor()
    await keys('g', 'o')
    await page.getByRole('heading', { level: 1, name: 'All orders' }).waitFor()

    await keys('Control+k')
    await page.keyboard.type(String(Number(number.slice(-6))))
    await page.getByRole('option', { name: new RegExp(number) }).waitFor()
    await keys('Enter')
    await page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor()
    expect(errors).toEqual([])
    await page.context().close()
  })

  test('new orders are counted in the navigation and in the title, and sound; who opens one has read it', async () => {
    const { page, keys, ...sam } = await openConsole()
    const before = Number.parseInt((await badge(page).textContent())!)
    const notes = () => page.evaluate(() => (globalThis as unknown as { notes: number }).notes)
    await page.evaluate(() => {
      const start = OscillatorNode.prototype.start
      Object.assign(globalThis, { notes: 0 })
      OscillatorNode.prototype.start = function (when) {
        (globalThis as unknown as { notes: number }).notes++
        start.call(this, when)
      }
    })
    await keys('Control+k')
    await page.keyboard.type('sound on')
    await keys('Enter')
    expect(await notes()).toBe(2)

    const number = await order()
    await expect.poll(() => badge(page).textContent()).toBe(`${before + 1} new`)
    expect(await page.title()).toBe(`(${before + 1}) All orders · Orderbeat`)
    await expect.poll(notes).toBe(4)
    const { unread } = await sam.notifications()

    await page.locator(`tr[data-order="${number}"] a.number`).press('Enter')
    await page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor()
    expect(await page.title()).toBe(`(${before + 1}) Order · Orderbeat`)
    await expect.poll(async () => (await sam.notifications()).unread).toBe(unread - 1)
    await page.context().close()
  })

  test('what is half typed and chosen in the palette survives the polls', async () => {
    const { page, keys } = await openConsole()
    await keys('Control+k')
    await page.keyboard.type('a')
    await page.getByRole('option', { name: /ONLINE-/ }).first().waitFor()
    await keys('ArrowDown', 'ArrowDown')
    const chosen = await page.locator('[aria-selected="true"]').textContent()
    await order()
    await page.waitForTimeout(2500)
    expect(await page.getByRole('combobox', { name: 'Search orders and commands' }).inputValue()).toBe('a')
    expect(await page.locator('[aria-selected="true"]').textContent()).toBe(chosen)
    await page.context().close()
  })

  test.each([[320, 568], [1280, 900]])('cursor, sheet and palette fit a screen of %s x %s, and axe finds nothing, light and dark', async (width, height) => {
    const { page, keys } = await openConsole()
    await page.setViewportSize({ width, height })
    const findings: string[] = []
    const look = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      findings.push(...violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
    }
    const lookAtDialog = async (what: string) => {
      const box = (await page.locator('dialog[open]').boundingBox())!
      if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height)
        findings.push(`${what}: reaches out of the screen`)
      await look(what)
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await keys('j')
      await look(`${colorScheme} cursor`)
      await keys('?')
      await lookAtDialog(`${colorScheme} sheet`)
      await page.getByRole('switch', { name: 'Single keys' }).press('Space')
      await lookAtDialog(`${colorScheme} sheet, keys off`)
      await page.getByRole('switch', { name: 'Single keys' }).press('Space')
      await keys('Escape')
      await page.getByRole('button', { name: 'Commands' }).press('Enter')
      await lookAtDialog(`${colorScheme} palette`)
      await page.keyboard.type('an')
      await page.getByRole('option', { name: /ONLINE-/ }).first().waitFor()
      await lookAtDialog(`${colorScheme} palette with orders`)
      await keys('Escape')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Commands')
    }
    expect(findings).toEqual([])
    await page.context().close()
  })

  test('customers load none of it', async () => {
    const loaded: string[] = []
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    page.on('request', request => loaded.push(request.url()))
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
    await page.keyboard.press('?')
    await page.keyboard.press('Control+k')
    expect(await page.locator('dialog').count()).toBe(0)
    expect(loaded.filter(url => url.includes('StaffHands'))).toEqual([])
    await page.context().close()
  })
})
