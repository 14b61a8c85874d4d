import type { Locator, Page } from 'playwright-core'
import { listOrders } from '@orderbeat/shared'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { shopHands } from './shop-hands.ts'

describe.skipIf(await findChromium() === null)('a customer without a mouse', () => {
  const here = openShop()

  /** A page that notes what its polite region says, and every stop of the focus that nobody would see. */
  async function open(path: string) {
    const context = await here.browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    await context.addInitScript(keepSaid)
    const page = await context.newPage()
    await page.goto(here.shop.origin + path)
    const unseen: string[] = []

    async function press(key: string): Promise<void> {
      await page.keyboard.press(key)
      if (key.endsWith('Tab'))
        unseen.push(...await page.evaluate(focusFaults))
    }

    async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
      await target.first().waitFor()
      for (let stops = 0; stops < 80; stops++) {
        await press(key)
        if (await target.first().evaluate(element => element === document.activeElement))
          return
      }
      throw new Error(`No Tab leads to ${String(target)}`)
    }

    return {
      page,
      unseen,
      press,
      tabTo,
      type: (text: string) => page.keyboard.type(text),
      said: () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said),
      /** The heading that has the focus. */
      heading: async (name: string | RegExp) => {
        const heading = page.getByRole('heading', { level: 1, name })
        await heading.waitFor()
        await expect.poll(() => heading.evaluate(element => element === document.activeElement)).toBe(true)
      },
    }
  }

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
  const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name })

  test('registers, orders, follows, cancels, reads the news, chooses how to be told, leaves and comes back, and hears all of it once', async () => {
    const { page, press, tabTo, type, said, heading, unseen } = await open('/sign-in?then=/')
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    await press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await tabTo(link(page, 'Open an account'))
    await press('Enter')
    await heading('Open an account')
    await tabTo(page.getByLabel('Name'))
    await type('Cleo')
    await press('Enter')
    // What is missing has the focus.
    await expect.poll(() => page.getByLabel('Email').evaluate(field => field === document.activeElement)).toBe(true)
    await type('cleo@example.com')
    await press('Tab')
    await type('orderbeat-demo')
    await press('Enter')
    await heading('Shop')

    await tabTo(button(page, 'Add Lemon cake to the basket'))
    await press('Enter')
    await expect.poll(said).toEqual(['Lemon cake in the basket: 1'])
    await press('Enter')
    await expect.poll(said).toEqual(['Lemon cake in the basket: 1', 'Lemon cake in the basket: 2'])
    await tabTo(link(page, 'Check out'))
    await press('Enter')
    await heading('Checkout')

    await tabTo(page.getByRole('radio', { name: /^Delivery/ }))
    await press('ArrowDown')
    expect(await page.getByRole('radio', { name: /^Pickup/ }).isChecked()).toBe(true)
    await press('ArrowUp')
    expect(await page.getByRole('radio', { name: /^Delivery/ }).isChecked()).toBe(true)
    await tabTo(button(page, /^Place the order/))
    await press('Enter')
    await expect.poll(() => page.getByLabel('Address').evaluate(field => field === document.activeElement)).toBe(true)
    await type('Lindenstraße 4')
    await press('Enter')
    await type('Berlin')
    await tabTo(page.getByRole('radio', { name: 'Cash on delivery' }))
    await press('ArrowDown')
    expect(await page.getByRole('radio', { name: /^Card/ }).isChecked()).toBe(true)
    await tabTo(button(page, /^Place the order/))
    await press('Enter')
    await page.waitForURL(/\/orders\/.+/)
    await heading(/^Order placed/)
    await expect.poll(said).toHaveLength(3)
    expect((await said()).at(-1)).toBe('Order placed')
    await page.getByText('Lindenstraße 4').waitFor()

    await tabTo(button(page, 'Cancel order'))
    await press('Enter')
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Cancel this order?')
    await press('Escape')
    await tabTo(button(page, 'Cancel order'))
    await press('Enter')
    await press('Tab')
    await type('Ordered twice')
    await tabTo(button(page, 'Yes, cancel it'))
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Cancelled/ }).waitFor()
    await expect.poll(said).toHaveLength(4)
    expect((await said()).at(-1)).toBe('Order cancelled')

    await tabTo(link(page, 'Orders'), 'Shift+Tab')
    await press('Enter')
    await heading('Your orders')
    // While nothing is asked by itself, what is asked is asked by the key.
    const beat = page.locator('main .indicator [aria-expanded]')
    const paused = page.getByRole('radio', { name: 'Paused' })
    await tabTo(beat)
    await press('Enter')
    await press('Tab')
    await press('ArrowUp')
    expect(await paused.isChecked()).toBe(true)
    await press('Escape')
    const asked = page.waitForRequest(request => new URL(request.url()).pathname === listOrders.url)
    await tabTo(button(page, 'Refresh orders'))
    await press('Enter')
    await asked
    await tabTo(beat, 'Shift+Tab')
    await press('Enter')
    await tabTo(paused)
    await press('ArrowDown')
    await press('Escape')
    await tabTo(page.getByRole('searchbox'))
    await type('nothing like this')
    await press('Enter')
    await expect.poll(said).toHaveLength(5)
    expect((await said()).at(-1)).toBe('No order found')

    const hands = await shopHands(here.shop.origin, 'cleo@example.com')
    const { number } = await hands.move(await hands.place(), 'confirmed')
    await expect.poll(said).toHaveLength(6)
    expect((await said()).at(-1)).toBe(`Your order ${number} is confirmed`)

    await tabTo(link(page, /Notifications$/), 'Shift+Tab')
    await press('Enter')
    await heading('Notifications')
    await tabTo(button(page, 'Mark all read'))
    await press('Enter')
    await page.getByRole('button', { name: 'Mark all read', disabled: true }).waitFor()
    await tabTo(link(page, new RegExp(number)))
    await press('Enter')
    await heading(/^Confirmed/)

    await tabTo(button(page, 'Account of Cleo'), 'Shift+Tab')
    await press('Enter')
    await tabTo(link(page, 'How you are told'))
    await press('Enter')
    await heading('How you are told')
    const sound = page.locator('[data-way="sound"]').getByRole('switch')
    await tabTo(sound)
    await press('Space')
    expect(await sound.isChecked()).toBe(true)
    await press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Try it')
    await press('Enter')
    await page.getByText('Nothing to hear?').waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'How you are told' }).waitFor()
    expect(await sound.isChecked()).toBe(true)

    await tabTo(page.getByRole('main').getByRole('button', { name: 'Deutsch' }))
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Wie du es erfährst' }).waitFor()
    await tabTo(button(page, 'Konto von Cleo'), 'Shift+Tab')
    await press('Enter')
    await tabTo(button(page, 'Abmelden'))
    await press('Enter')
    await heading('Anmelden')
    await tabTo(page.getByLabel('E-Mail'))
    await type('cleo@example.com')
    await press('Tab')
    await type('orderbeat-demo')
    await press('Enter')
    await heading('Shop')

    expect(unseen).toEqual([])
    expect(await page.locator('[aria-live="polite"]').count()).toBe(1)
    await page.context().close()
  })
})

/** Runs in the page: notes what the polite region says, each time that it changes, to the letter: the same twice was said twice. */
function keepSaid(): void {
  const said: string[] = []
  Object.assign(globalThis, { said })
  new MutationObserver((mutations) => {
    const regions = new Set(mutations.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('[aria-live="polite"]')))
    for (const region of regions) {
      if (region?.textContent)
        said.push(region.textContent)
    }
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

/** Runs in the page: why somebody who looks would not know where the focus is (WCAG 2.2, 2.4.7 and 2.4.11). */
function focusFaults(): string[] {
  const element = document.activeElement
  if (element === null || element === document.body)
    return []
  const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}`
  const box = element.getBoundingClientRect()
  const shows = [element, ...element.querySelectorAll('*'), element.closest('label')].some(one => one !== null && ['', '::after', '::before'].some((part) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, part || null)
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || (one === element && boxShadow !== 'none')
  }))
  const seen = [0.5, 0.1, 0.9].some((share) => {
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height * share)
    return there !== null && (element.contains(there) || there.contains(element) || there.closest('label') === element.closest('label'))
  })
  return [...(shows ? [] : [`${name}: no ring`]), ...(seen ? [] : [`${name}: hidden`])]
}
