import type { Order } from '@orderbeat/shared'
import type { Page } from 'playwright-core'
import type { ShopHands } from './shop-hands.ts'
import { AxeBuilder } from '@axe-core/playwright'
import { listStaffOrders } from '@orderbeat/shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'
import { shopHands } from './shop-hands.ts'
import { hearBeat, withinBeats } from './told-beat.ts'

describe.skipIf(await findChromium() === null)('the console', () => {
  const here = openShop({ RATE_LIMITS: 'false' })
  let elsewhere: ShopHands
  beforeAll(async () => {
    elsewhere = await shopHands(here.shop.origin)
  })

  const row = (page: Page, { number }: Order) => page.locator(`tr[data-order="${number}"]`)
  const chip = async (page: Page, order: Order) => (await row(page, order).locator('.chip').textContent())?.trim()
  const dialog = (page: Page) => page.getByRole('dialog', { name: /^Move/ })

  async function placed(count: number): Promise<Order[]> {
    const orders: Order[] = []
    while (orders.length < count)
      orders.push(await elsewhere.place())
    return orders
  }

  /** The groups of the dialog with their numbers: `{ 'Will be shipped': 6 }`. */
  async function groups(page: Page): Promise<Record<string, number>> {
    const heads = await dialog(page).locator('details').evaluateAll(all => all.map(one => [one.querySelector('.title')!.textContent, one.querySelectorAll('li').length]))
    return Object.fromEntries(heads) as Record<string, number>
  }

  /** The list learns nothing more. What it had asked for before has its answer when it asks again. */
  async function cutOff(page: Page): Promise<void> {
    await page.route('**/api/v1/staff/orders?*', route => route.abort())
    await page.waitForEvent('requestfailed', asked => asked.url().endsWith(`${listStaffOrders.url}?limit=50`))
  }

  async function choose(page: Page, status: string): Promise<void> {
    await page.getByRole('combobox', { name: 'New status' }).click()
    await page.getByRole('option', { name: status }).click()
    await page.getByRole('button', { name: 'Apply' }).click()
  }

  test.each([false, true])('moves twelve orders at once, says what becomes of each, and takes back what it did, phone: %s', async (phone) => {
    const orders = await placed(12)
    const [good, there, gone, late] = [orders.slice(0, 6), orders.slice(6, 8), orders.slice(8, 10), orders.slice(10)]
    for (const order of [...good, ...there, ...late])
      await elsewhere.move(order, 'processing')
    for (const order of there)
      await elsewhere.move(order, 'shipped')
    for (const order of gone)
      await elsewhere.move(order, 'cancelled')
    const { page, errors } = await signIn(here.browser, here.shop.origin, 'sam@example.com', { phone })
    for (const { number } of orders)
      await page.getByLabel(`Select ${number}`).check()
    await page.getByRole('region', { name: 'Selection' }).getByText('12 selected').waitFor()
    // Two orders are changed elsewhere before this screen can know.
    await cutOff(page)
    for (const order of late)
      await elsewhere.move(order, 'paid')

    await choose(page, 'Shipped')
    await dialog(page).getByText('6 of 12 orders will be shipped.').waitFor()
    expect(await groups(page)).toEqual({ 'Will be shipped': 6, 'Will be refused': 2, 'Changed since you saw them': 2, 'Shipped already': 2 })
    await page.unroute('**/api/v1/staff/orders?*')
    await dialog(page).getByLabel('Internal comment').fill('With the evening van')
    await dialog(page).getByRole('button', { name: 'Move 6 orders' }).click()
    await dialog(page).getByText('6 of 12 orders are now shipped.').waitFor()
    expect(await groups(page)).toEqual({ 'Now shipped': 6, 'Refused': 2, 'Left alone: changed since you saw them': 2, 'Were shipped already': 2 })
    await expect.poll(() => chip(page, good[0]!)).toBe('Shipped')

    await elsewhere.move(good[5]!, 'delivered')
    await dialog(page).getByRole('button', { name: 'Undo all 6' }).click()
    await dialog(page).getByText('5 of 6 orders are back').waitFor()
    expect(await groups(page)).toEqual({ 'Taken back': 5, 'Could not be taken back': 1 })
    await dialog(page).getByRole('button', { name: 'Close' }).last().click()
    await expect.poll(() => chip(page, good[0]!)).toBe('Processing')
    expect(await Promise.all([good[5]!, there[0]!, late[0]!].map(order => chip(page, order)))).toEqual(['Delivered', 'Shipped', 'Paid, processing'])
    await page.getByRole('region', { name: 'Selection' }).getByText('4 selected').waitFor()
    expect(errors.filter(error => !error.includes('ERR_FAILED'))).toEqual([])
    await page.context().close()
  })

  test('shows an order placed elsewhere within a beat, and keeps selection and half-typed filter', async () => {
    const { page, loads } = await signIn(here.browser, here.shop.origin, 'sam@example.com')
    await page.locator('tr[data-order]').first().waitFor()
    const told = await hearBeat(page.context(), listStaffOrders.url)
    const [first] = await placed(1)
    await withinBeats(3, told, () => row(page, first!).waitFor())
    expect(await row(page, first!).getAttribute('class')).toContain('arrived')

    await page.getByLabel(`Select ${first!.number}`).check()
    const search = page.getByRole('searchbox', { name: 'Search orders' })
    await search.focus()
    const [second] = await placed(1)
    await withinBeats(3, told, () => page.getByRole('button', { name: '1 new order' }).waitFor())
    expect(await row(page, second!).count()).toBe(0)
    await page.keyboard.type('ONL')
    expect(await search.inputValue()).toBe('ONL')
    await expect.poll(() => page.url()).toContain('q=ONL')
    await row(page, second!).waitFor()
    // It fades for a while, and the next one has the same name.
    await page.getByRole('button', { name: '1 new order' }).waitFor({ state: 'detached' })

    const [third] = await placed(1)
    await page.getByRole('button', { name: '1 new order' }).click()
    await row(page, third!).waitFor()
    expect(await search.inputValue()).toBe('ONL')
    expect(await page.getByLabel(`Select ${first!.number}`).isChecked()).toBe(true)
    expect(loads()).toBe(1)
    await page.context().close()
  })

  test.each([false, true])('takes the next step with one press, and back with another, phone: %s', async (phone) => {
    const { page, toasts } = await signIn(here.browser, here.shop.origin, 'sam@example.com', { phone })
    const [order] = await placed(1)
    const step = row(page, order!).locator('[data-next-step]')
    await step.click()
    expect(await chip(page, order!)).toBe('Confirmed')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => chip(page, order!)).toBe('Pending')
    const own = (await toasts()).filter(({ kind }) => kind === 'own').map(({ text }) => text)
    expect(own).toEqual([`Order ${order!.number} is now confirmed. The customer will see it within 60 s.`, `Order ${order!.number} is back to pending. The customer will see the correction within 60 s.`])
    await page.context().close()
  })

  test('goes back with the reason when somebody else was faster', async () => {
    const { page, toasts } = await signIn(here.browser, here.shop.origin, 'sam@example.com')
    const [order] = await placed(1)
    await row(page, order!).waitFor()
    await cutOff(page)
    await elsewhere.move(order!, 'cancelled')
    await row(page, order!).locator('[data-next-step]').click()
    await page.getByText('Status: Cancelled, by Ada.').waitFor()
    expect(await chip(page, order!)).toBe('Cancelled')
    expect((await toasts()).filter(({ tone }) => tone === 'error')).toHaveLength(1)
    await page.context().close()
  })

  test.each([[false, 'light'], [false, 'dark'], [true, 'light'], [true, 'dark']] as const)('has no finding of axe while orders are selected, looked at and moved, phone: %s, %s', async (phone, colorScheme) => {
    const { page } = await signIn(here.browser, here.shop.origin, 'sam@example.com', { phone })
    // Before the page is loaded anew: no transition may be half-way when colours are measured.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const [order] = await placed(1)
    const findings: string[] = []
    const look = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      findings.push(...violations.map(({ id, nodes }) => `${what}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
      if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
        findings.push(`${what}: scrolls sideways`)
    }
    // A short list: axe looks at every row.
    await page.goto(`${here.shop.origin}/staff/orders?q=${order!.number}`)
    await page.getByLabel(`Select ${order!.number}`).check()
    await look('selection')
    await choose(page, 'Confirmed')
    await dialog(page).getByRole('button', { name: 'Move 1 order' }).waitFor()
    await look('preview')
    await dialog(page).getByRole('button', { name: 'Move 1 order' }).click()
    await dialog(page).getByText('is now confirmed').waitFor()
    await look('result')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Undo all', exact: true }).waitFor()
    await look('toast')
    expect(findings).toEqual([])
    await page.context().close()
  })

  test('saves what is filtered as a file', async () => {
    const { page } = await signIn(here.browser, here.shop.origin, 'sam@example.com')
    await page.goto(`${here.shop.origin}/staff/orders?status=delivered`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download these orders as CSV' }).click()])
    expect(download.suggestedFilename()).toBe('orders.csv')
    await page.context().close()
  })
})
