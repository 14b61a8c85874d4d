import type { Endpoint, Input, Output } from '@orderbeat/shared'
import type { BrowserContext, Page, Request } from 'playwright-core'
import type { ToldBeat } from './told-beat.ts'
import { listOrders, listProducts, logIn, placeOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { countRenders, renderedSince } from './count-renders.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'
import { startCuttingProxy } from './proxies.ts'
import { startShop } from './shop-server.ts'
import { hearBeat } from './told-beat.ts'

describe.skipIf(await findChromium() === null)('polling in a browser', () => {
  const here = openShop()

  const isHistory = (request: Request) => new URL(request.url()).pathname === listOrders.url
  const numbers = (page: Page) => page.locator('main').getByText(/^ONLINE-\d{6}$/).allTextContents()

  async function openHistory(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Your orders' }).or(page.getByRole('link', { name: 'Orders', exact: true })).first().click()
    await page.getByText(/^ONLINE-\d{6}$/).first().waitFor()
  }

  /** The next so many answers to polls of the history, as their statuses. */
  async function polls(page: Page, count: number): Promise<number[]> {
    const statuses: number[] = []
    while (statuses.length < count)
      statuses.push((await page.waitForResponse(response => isHistory(response.request()))).status())
    return statuses
  }

  /** Ana and then Ben in one profile, on one page that is never loaded anew. Gives whose orders each answer held. */
  async function takeTurns(origin: string, serviceWorkers: 'allow' | 'block') {
    const { page } = await signIn(here.browser, origin, 'ana@example.com', { serviceWorkers })
    if (serviceWorkers === 'allow')
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    const owners: string[][] = []
    const tags: (string | undefined)[] = []
    page.on('response', async (response) => {
      if (isHistory(response.request()) && response.status() === 200)
        owners.push([...new Set(((await response.json()) as { orders: { customer: { name: string } }[] }).orders.map(({ customer }) => customer.name))])
    })
    await openHistory(page)
    expect(await polls(page, 3)).toContain(304)
    const anas = await numbers(page)
    await page.getByRole('button', { name: 'Account of Ana' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    page.on('request', request => isHistory(request) && tags.push(request.headers()['if-none-match']))
    const before = owners.length
    await page.getByRole('link', { name: 'Sign in' }).first().click()
    await page.getByLabel('Email').fill('ben@example.com')
    await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await openHistory(page)
    await polls(page, 2)
    const bens = await numbers(page)
    await page.context().close()
    return { anas, bens, owners: owners.slice(before).flat(), tags }
  }

  test.each([['without', 'block'], ['with', 'allow']] as const)('shows the next person in one profile nothing of the one before, %s a service worker', async (_, serviceWorkers) => {
    const { anas, bens, owners, tags } = await takeTurns(here.shop.origin, serviceWorkers)
    expect(anas.length).toBeGreaterThan(0)
    expect(bens.filter(number => anas.includes(number))).toEqual([])
    expect(new Set(owners)).toEqual(new Set(['Ben']))
    expect(tags[0]).toBeUndefined()
  })

  test('renders nothing and changes nothing in the document when nothing has changed', async () => {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    await openHistory(page)
    await polls(page, 2)
    await page.evaluate(countRenders)
    await page.evaluate(() => {
      const changes: string[] = []
      Object.assign(globalThis, { changes })
      new MutationObserver(mutations => mutations.forEach(({ target }) => {
        const element = target instanceof Element ? target : target.parentElement!
        // The ring and the words beside it tell of every answer.
        if (!element.closest('[data-state]'))
          changes.push(element.outerHTML.slice(0, 80))
      })).observe(document.querySelector('main')!, { childList: true, subtree: true, attributes: true, characterData: true })
    })
    expect(await polls(page, 4)).toEqual([304, 304, 304, 304])
    expect(await page.evaluate(() => (globalThis as unknown as { changes: string[] }).changes)).toEqual([])
    // What tells of every answer, and of the time until the next.
    expect(await page.evaluate(renderedSince)).toEqual(['LiveIndicator', 'LiveRing', 'OrderRefreshHead'])
    const ana = await apiOf(here.shop.origin, 'ana@example.com')
    const { products: [product] } = await ana(listProducts)
    await ana(placeOrder, { body: { items: [{ productId: product!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' } })
    await expect.poll(() => page.evaluate(renderedSince)).toContain('OrderHistory')
    await page.context().close()
  })

  test('in four visible tabs makes the requests of one, also when one is closed or hidden', async () => {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    const context = page.context()
    await openHistory(page)
    const others = await Promise.all([1, 2, 3].map(() => openTab(context, here.shop.origin)))
    const told = await hearBeat(context, listOrders.url)
    expect((await rates(context, told)).rate).toBeLessThanOrEqual(1.1)
    await others[0]!.close()
    expect((await rates(context, told)).rate).toBeLessThanOrEqual(1.1)
    await others[1]!.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    })
    const { rate, least } = await rates(context, told)
    expect(rate).toBeLessThanOrEqual(1.1)
    expect(rate).toBeGreaterThanOrEqual(least)
    await context.close()
  })

  async function openTab(context: BrowserContext, origin: string): Promise<Page> {
    const tab = await context.newPage()
    await tab.goto(`${origin}/orders`)
    await tab.getByText(/^ONLINE-\d{6}$/).first().waitFor()
    return tab
  }

  /** Requests of all tabs for the history in ten seconds, by second, and how many one tab makes at least: of a late server it asks fewer. */
  async function rates(context: BrowserContext, told: ToldBeat): Promise<{ rate: number, least: number }> {
    let count = 0
    let longest = told()
    const note = (request: Request) => {
      if (isHistory(request)) {
        count++
        longest = Math.max(longest, told())
      }
    }
    context.on('request', note)
    const from = performance.now()
    await context.pages()[0]!.waitForTimeout(10_000)
    const seconds = (performance.now() - from) / 1000
    context.off('request', note)
    longest = Math.max(longest, told())
    return { rate: count / seconds, least: longest === 1 ? 0.8 : Math.floor(0.8 * seconds / longest) / seconds }
  }

  /** What the indicator is in from now on, however shortly. */
  async function statesOf(page: Page): Promise<() => Promise<string[]>> {
    await page.evaluate(() => {
      const isIndicator = (node: Node): node is HTMLElement => node instanceof HTMLElement && node.matches('.indicator')
      const states = new Set([...document.querySelectorAll<HTMLElement>('main .indicator')].map(({ dataset }) => dataset.state))
      Object.assign(globalThis, { states })
      new MutationObserver(mutations => mutations.forEach(({ target, oldValue, addedNodes }) => {
        const shown = [target, ...addedNodes].filter(isIndicator)
        shown.forEach(({ dataset }) => states.add(dataset.state))
        if (isIndicator(target) && oldValue !== null)
          states.add(oldValue)
      })).observe(document.querySelector('main')!, { subtree: true, childList: true, attributeFilter: ['data-state'], attributeOldValue: true })
    })
    return () => page.evaluate(() => [...(globalThis as unknown as { states: Set<string> }).states])
  }

  /** What an account does past the browser: signs in and calls endpoints. */
  async function apiOf(origin: string, email: string) {
    const session = { accessToken: '' }
    const call = async <E extends Endpoint>(endpoint: E, input?: Input<E>): Promise<Output<E>> => {
      const answer = await fetch(origin + urlOf(endpoint, input), {
        method: endpoint.method,
        headers: { 'authorization': `Bearer ${session.accessToken}`, 'content-type': 'application/json' },
        ...(input?.body !== undefined && { body: JSON.stringify(input.body) }),
      })
      expect(answer.ok).toBe(true)
      return await answer.json() as Output<E>
    }
    const { accessToken } = await call(logIn, { body: { email, password: 'orderbeat-demo' } })
    session.accessToken = accessToken
    return call
  }

  test('goes on behind a proxy that cuts idle connections: nobody sees an error, and nothing is lost', async () => {
    const proxy = await startCuttingProxy(600)
    const own = await startShop({ PUBLIC_ORIGIN: proxy.origin })
    proxy.lead(own.origin)
    const { page, errors } = await signIn(here.browser, proxy.origin, 'ana@example.com')
    await openHistory(page)
    const ana = await apiOf(own.origin, 'ana@example.com')
    const sam = await apiOf(own.origin, 'sam@example.com')
    const states = await statesOf(page)
    const before = proxy.cuts()
    const { products: [product] } = await ana(listProducts)
    let order = await ana(placeOrder, { body: { items: [{ productId: product!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' } })
    const ticket = page.getByRole('article').filter({ hasText: order.number })
    for (const status of ['confirmed', 'processing', 'ready', 'delivered'] as const) {
      await ticket.getByRole('heading', { name: order.statusInfo.label }).waitFor()
      await polls(page, 2)
      order = await sam(updateStaffOrder, { params: { orderId: order.id }, body: { status } })
    }
    await ticket.getByRole('heading', { name: order.statusInfo.label }).waitFor()
    expect(proxy.cuts()).toBeGreaterThan(before + 3)
    expect(await states()).toEqual(['live'])
    expect(errors).toEqual([])
    await page.context().close()
    proxy.stop()
    await own.stop()
  })
})
