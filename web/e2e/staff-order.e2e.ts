import type { Page } from 'playwright-core'
import type { ShopHands } from './shop-hands.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'
import { shopHands } from './shop-hands.ts'

describe.skipIf(await findChromium() === null)('an order that staff work on', () => {
  const here = openShop({ RATE_LIMITS: 'false' })
  let elsewhere: ShopHands
  beforeAll(async () => {
    elsewhere = await shopHands(here.shop.origin)
  })

  const form = (page: Page) => page.getByRole('form', { name: 'Change this order' })
  const status = (page: Page, label: string) => form(page).getByRole('radio', { name: new RegExp(`^${label}`) })
  const toast = (page: Page, hasText: string) => page.locator('.toast .text', { hasText })

  async function openOrder(email: string, number: string) {
    const person = await signIn(here.browser, here.shop.origin, email)
    await person.page.goto(`${here.shop.origin}/staff/orders/${number}`)
    await form(person.page).waitFor()
    return person
  }

  /** Presses `key` until what has the focus is called so; a page that never gets there is not for people without a mouse. */
  async function goTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
    const focused = () => page.evaluate(() => {
      const { activeElement: element } = document
      return element === null ? '' : `${element.getAttribute('aria-label') ?? ''} ${[...(element as HTMLInputElement).labels ?? []].map(label => label.textContent).join(' ')} ${element.textContent}`.trim()
    })
    for (let pressed = 0; !name.test(await focused()); pressed++) {
      expect(pressed, `keys pressed on the way to ${name}`).toBeLessThan(80)
      await page.keyboard.press(key)
    }
  }

  test('by two: the slower one sees what the other did and who it was, and loses nothing typed', async () => {
    const { number } = await elsewhere.place()
    const [{ page: sam }, { page: ada }] = await Promise.all([openOrder('sam@example.com', number), openOrder('ada@example.com', number)])
    const typed = {
      'Discount': '1.50',
      'Reason for the discount': 'A dent',
      'Tracking number': 'OB-77',
      'Tracking link': 'https://post.example/OB-77',
      'Estimated delivery': '2026-12-01T10:00',
      'Comment for the customer': 'Out today',
      'Internal comment': 'Fragile',
    }
    await status(sam, 'Processing').check({ force: true })
    for (const [label, text] of Object.entries(typed))
      await form(sam).getByLabel(label, { exact: true }).fill(text)
    // No poll comes between what Ada does and what Sam saves, so that his page is behind.
    let saved = false
    await sam.route('**/api/v1/staff/orders/*', async (route) => {
      saved ||= route.request().method() === 'PATCH'
      await (saved ? route.continue() : route.abort())
    })
    await status(ada, 'Confirmed').check({ force: true })
    await form(ada).getByRole('button', { name: 'Save changes' }).click()
    await toast(ada, `Order ${number} is now confirmed`).waitFor()

    await form(sam).getByRole('button', { name: 'Save changes' }).click()
    const refusal = sam.getByRole('alert').filter({ hasText: 'has changed meanwhile' })
    await refusal.getByText('Changed by Ada.').waitFor()
    expect(await refusal.getByRole('listitem').allTextContents()).toEqual([expect.stringMatching(/Status:\s*Pending\s*Confirmed/)])
    for (const [label, text] of Object.entries(typed))
      expect(await form(sam).getByLabel(label, { exact: true }).inputValue(), label).toBe(text)
    expect(await status(sam, 'Processing').isChecked()).toBe(true)

    await form(sam).getByRole('button', { name: 'Save changes' }).click()
    await toast(sam, `Order ${number} is now processing`).waitFor()
    await expect.poll(() => refusal.count()).toBe(0)
    await ada.getByText('OB-77').first().waitFor()
    await Promise.all([sam, ada].map(page => page.context().close()))
  })

  test('without a mouse: changed on its page, and moved with another one from the list and back', async () => {
    const orders = [await elsewhere.place(), await elsewhere.place()]
    const { page, errors } = await openOrder('sam@example.com', orders[1]!.number)
    const keys = async (...pressed: string[]) => {
      for (const key of pressed)
        await page.keyboard.press(key)
    }
    await goTo(page, /^\s*Pending/)
    await goTo(page, /^\s*Confirmed/, 'ArrowRight')
    await goTo(page, /^\s*Tracking number/)
    await page.keyboard.type('OB-78')
    await goTo(page, /^\s*Internal comment/)
    await page.keyboard.type('Fragile')
    await goTo(page, /^\s*Save changes/)
    await keys('Enter')
    await toast(page, `Order ${orders[1]!.number} is now confirmed`).waitFor()

    await page.goto(`${here.shop.origin}/staff/orders?q=online`)
    await page.locator(`tr[data-order="${orders[0]!.number}"]`).waitFor()
    await keys('j', 'x', 'j', 'x')
    await page.getByRole('region', { name: 'Selection' }).getByText('2 selected').waitFor()
    await goTo(page, /^\s*New status/)
    await keys('Enter')
    await page.getByRole('option', { name: 'Processing' }).waitFor()
    await page.keyboard.type('Proc')
    await keys('Enter')
    await goTo(page, /^\s*Apply/)
    await keys('Enter')
    const dialog = page.getByRole('dialog', { name: /^Move/ })
    await dialog.getByText(/Will be processing/).waitFor()
    await goTo(page, /^\s*Move 2 orders/)
    await keys('Enter')
    await dialog.getByText('Now processing').first().waitFor()
    await goTo(page, /^\s*Undo all/)
    await keys('Enter')
    await dialog.getByText('Taken back').first().waitFor()
    await keys('Escape')
    const chip = (number: string) => page.locator(`tr[data-order="${number}"] .chip`).textContent().then(text => text?.trim())
    await expect.poll(async () => Promise.all(orders.map(({ number }) => chip(number)))).toEqual(['Pending', 'Confirmed'])
    expect(errors).toEqual([])
    await page.context().close()
  })
})
