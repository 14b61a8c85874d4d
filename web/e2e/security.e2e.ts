import type { Page } from 'playwright-core'
import type { HostileShop } from './hostile-shop.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { chooseLanguage } from './choose-language.ts'
import { shown } from './customer-pages.ts'
import { lookAtStates } from './customer-states.ts'
import { fillWithPayloads, longest, marked, packed } from './hostile-shop.ts'
import { openShop } from './open-shop.ts'
import { payloads } from './payloads.ts'
import { routedPages } from './routed-pages.ts'
import { lookAtAdmin, lookAtBulk, lookAtHands } from './staff-pages.ts'
import { shownTexts, textFields } from './text-fields.ts'
import { go, noTrouble, openAll, openWatched } from './watched-page.ts'

const pages = await routedPages()

describe.skipIf(await findChromium() === null)('in a browser', () => {
  const here = openShop({ RATE_LIMITS: 'false' })
  let hostile: HostileShop
  beforeAll(async () => {
    hostile = await fillWithPayloads(here.shop.origin)
  })

  const open = (email: string) => openWatched(here.browser, here.shop.origin, email)
  const elements = '[onerror], [onload], [onfocus], [ontoggle], [onbegin], [onmouseover], [onstart], iframe, object, embed, base, marquee, form[action^="javascript"], a[href^="javascript"], img[src="x"], script:not([src])'

  /** Waits until all these are on the page as texts, and looks for anything that came of them. */
  async function reads(page: Page, texts: readonly string[]): Promise<void> {
    await expect.poll(async () => {
      const said = await page.evaluate(() => document.body.textContent)
      return texts.filter(text => !said.includes(text))
    }, { message: page.url() }).toEqual([])
    expect(await page.locator(elements).count(), page.url()).toBe(0)
  }

  /** Seeks each text there, as an address leads to it, and finds it in the field that it was typed into. */
  async function seeks(page: Page, path: string, texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await go(page, `${path}?${new URLSearchParams({ q: text }).toString()}`)
      await expect.poll(() => page.locator('input[type="search"]').inputValue(), { message: path }).toBe(text)
      expect(await page.locator(elements).count(), page.url()).toBe(0)
    }
  }

  const leadsTo = (page: Page, link: string): Promise<boolean> => page.evaluate(wanted => [...document.links].some(({ href, rel }) => href === new URL(wanted).href && rel.includes('noopener')), link)

  test('every text that the contract takes is among those that are tried, or is never shown', () => {
    expect(Object.keys(shownTexts).toSorted()).toEqual(textFields().toSorted())
  })

  test('a customer sees fifty attacks in every text as texts, each in its own field', async () => {
    const { page, context, trouble } = await open(hostile.customer)
    await go(page, '/')
    await reads(page, [...marked(payloads, 'pn'), ...marked(payloads, 'pd')])
    for (const { number, texts, told, link, internal } of hostile.orders) {
      await go(page, `/orders/${number}`)
      await reads(page, [...texts, ...told])
      expect(await leadsTo(page, link), link).toBe(true)
      const said = await page.evaluate(() => document.body.textContent)
      expect(internal.filter(text => said.includes(text))).toEqual([])
      await go(page, `/notifications?q=${number}`)
      await reads(page, told)
    }
    for (const { number, reason } of hostile.cancelled) {
      await go(page, `/orders/${number}`)
      await reads(page, [reason])
    }
    await go(page, '/orders')
    await reads(page, hostile.orders.map(({ number }) => number))
    await seeks(page, '/orders', packed(longest.search, 'hq'))
    await seeks(page, '/notifications', packed(longest.search, 'nq'))
    expect(trouble).toEqual(noTrouble)
    await context.close()
  })

  test('staff and admin see them as texts too', async () => {
    const { page, context, trouble } = await open('ada@example.com')
    const parts = { people: [...packed(longest.name, 'an'), ...packed(longest.name, 'ac'), ...hostile.emails], keys: marked(payloads, 'kn'), products: [...marked(payloads, 'pn'), ...marked(payloads, 'pd')] }
    for (const [part, texts] of Object.entries(parts)) {
      await go(page, `/staff/admin/${part}`)
      await reads(page, texts)
    }
    for (const { number, texts, told, internal, link } of hostile.orders) {
      await go(page, `/staff/orders/${number}`)
      await reads(page, [...texts, ...told, ...internal])
      expect(await leadsTo(page, link), link).toBe(true)
    }
    for (const { number, reason } of hostile.cancelled) {
      await go(page, `/staff/orders/${number}`)
      await reads(page, [reason])
    }
    for (const { number, comment, name } of hostile.moved) {
      await go(page, `/staff/orders/${number}`)
      await reads(page, [comment, name])
    }
    await go(page, '/staff/orders')
    await reads(page, packed(longest.name, 'cn'))
    await seeks(page, '/staff/orders', packed(longest.search, 'sq'))
    await go(page, '/notifications')
    await reads(page, [hostile.cancelled.at(-1)!.number])
    expect(trouble).toEqual(noTrouble)
    await context.close()
  })

  test.each(Object.entries(pages))('no page of "%s" does what its policy forbids, or asks anybody else, whatever is opened on it', async (email, paths) => {
    const { page, context, trouble } = await open(email)
    let opened = 0
    for (const path of paths) {
      const answer = await page.goto(here.shop.origin + path)
      const policy = answer!.headers()['content-security-policy']
      expect(policy).toMatch(/default-src 'self'.*base-uri 'none'.*object-src 'none'/)
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)
      if (path.startsWith('/api')) {
        await page.getByText('/api/v1/orders/{orderId}/status').waitFor()
        continue
      }
      await shown(page)
      opened += await openAll(page)
    }
    if (email !== '')
      expect(opened).toBeGreaterThanOrEqual(paths.length)
    expect({ ...trouble, errors: [] }).toEqual(noTrouble)
    await context.close()
  })

  test('no state of a customer\'s pages does either', async () => {
    const { page, context, trouble } = await open('ana@example.com')
    const seen: string[] = []
    await lookAtStates(page, here.shop.origin, async where => void seen.push(where))
    expect(seen.length).toBeGreaterThan(10)
    expect({ ...trouble, errors: [] }).toEqual(noTrouble)
    await context.close()
  })

  test('no dialog of those who work here does either', async () => {
    const { page, context, trouble } = await open('ada@example.com')
    await chooseLanguage(page, 'de')
    const seen: string[] = []
    const look = async (where: string): Promise<void> => void seen.push(where)
    await page.goto(`${here.shop.origin}/staff/admin/products`)
    await lookAtAdmin(page, look)
    await page.goto(`${here.shop.origin}/staff/orders?status=processing`)
    await shown(page)
    await lookAtHands(page, look)
    await lookAtBulk(page, look)
    expect(seen.length).toBeGreaterThan(10)
    expect({ ...trouble, errors: [] }).toEqual(noTrouble)
    await context.close()
  })

  test('a script that got in could not run', async () => {
    const { page, context, trouble } = await open('')
    await page.goto(here.shop.origin)
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src="/favicon.svg" onload="pwned()">')
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'pwned()' }))
      document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,pwned()' }))
    })
    await expect.poll(() => trouble.violations.length).toBeGreaterThanOrEqual(3)
    expect(trouble.pwned).toEqual([])
    await context.close()
  })
})
