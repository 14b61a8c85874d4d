import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { HostileShop } from './hostile-shop.ts'
import type { ShopServer } from './shop-server.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'
import { fillWithPayloads } from './hostile-shop.ts'
import { payloads } from './payloads.ts'
import { startShop } from './shop-server.ts'

/** What went wrong in any page of a context. */
interface Trouble { violations: string[], pwned: string[], strangers: string[], errors: string[] }

describe.skipIf(await findChromium() === null)('in a browser', () => {
  let browser: Browser
  let shop: ShopServer
  let hostile: HostileShop
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launchBrowser(), startShop({ RATE_LIMITS: 'false', POLL_HISTORY_SECONDS: '30' })])
    hostile = await fillWithPayloads(shop.origin)
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
  })

  async function open(email: string): Promise<{ page: Page, context: BrowserContext, trouble: Trouble }> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
    const trouble: Trouble = { violations: [], pwned: [], strangers: [], errors: [] }
    await context.exposeFunction('pwned', () => trouble.pwned.push('ran'))
    await context.exposeFunction('noteViolation', (what: string) => trouble.violations.push(what))
    await context.addInitScript(() => document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber, sample }) =>
      (globalThis as unknown as { noteViolation: (what: string) => void }).noteViolation(`${violatedDirective}: ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`)))
    const page = await context.newPage()
    page.on('dialog', dialog => trouble.pwned.push(dialog.message()) && void dialog.dismiss())
    page.on('request', request => !request.url().startsWith(shop.origin) && !/^(?:data|blob):/.test(request.url()) && trouble.strangers.push(request.url()))
    page.on('pageerror', error => trouble.errors.push(error.message))
    page.on('console', message => /Content Security Policy|Refused to/.test(message.text()) && trouble.violations.push(message.text()))
    if (email !== '') {
      await page.goto(`${shop.origin}/sign-in`)
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('heading', { level: 1, name: /Shop|All orders/ }).waitFor()
    }
    return { page, context, trouble }
  }

  /** Goes there as a link in the app would, without loading the page anew. */
  async function go(page: Page, path: string): Promise<void> {
    await page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
    }, path)
    await page.waitForFunction(to => location.pathname + location.search === to && document.querySelector('h1') !== null, path)
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
  }

  const nothing: Trouble = { violations: [], pwned: [], strangers: [], errors: [] }
  const elements = '[onerror], [onload], [onfocus], [ontoggle], [onbegin], [onmouseover], [onstart], iframe, object, embed, base, marquee, form[action^="javascript"], a[href^="javascript"], img[src="x"], script:not([src])'

  const perOrder = payloads.length / 10
  const ofOrder = (index: number) => payloads.slice(index * perOrder, (index + 1) * perOrder)

  /** Waits until all these are on the page as texts, and looks for anything that came of them. */
  async function reads(page: Page, texts: readonly string[]): Promise<void> {
    await page.waitForFunction(wanted => wanted.every(text => document.body.textContent.includes(text)), texts)
    expect(await page.locator(elements).count(), page.url()).toBe(0)
  }

  test('a customer sees fifty attacks in every text as texts', async () => {
    const { page, context, trouble } = await open(hostile.customer)
    await go(page, '/')
    await reads(page, payloads)
    for (const [index, number] of hostile.numbers.entries()) {
      await go(page, `/orders/${number}`)
      await reads(page, ofOrder(index))
    }
    await go(page, '/orders')
    await reads(page, hostile.numbers)
    await go(page, '/notifications')
    await reads(page, [hostile.numbers.at(-1)!])
    expect(trouble).toEqual(nothing)
    await context.close()
  })

  test('staff and admin see them as texts too', async () => {
    const { page, context, trouble } = await open('ada@example.com')
    for (const part of ['people', 'keys', 'products']) {
      await go(page, `/staff/admin/${part}`)
      await reads(page, payloads)
    }
    for (const [index, number] of hostile.numbers.entries()) {
      await go(page, `/staff/orders/${number}`)
      await reads(page, ofOrder(index))
    }
    await go(page, '/staff/orders')
    await reads(page, payloads)
    await go(page, '/notifications')
    await reads(page, [hostile.numbers.at(-1)!])
    expect(trouble).toEqual(nothing)
    await context.close()
  })

  const pages = {
    '': ['/', '/checkout', '/sign-in', '/register', '/nowhere', '/api/docs/'],
    'ana@example.com': ['/', '/checkout', '/orders', '/orders?q=nothing', '/orders/ONLINE-000003', '/orders/ONLINE-999999', '/notifications'],
    'ada@example.com': ['/staff/orders', '/staff/orders/ONLINE-000005', '/staff/figures', '/staff/admin', '/staff/admin/keys', '/staff/admin/products', '/notifications'],
  }
  test.each(Object.entries(pages))('no page of "%s" does what its policy forbids, or asks anybody else', async (email, paths) => {
    const { page, context, trouble } = await open(email)
    for (const path of paths) {
      const answer = await page.goto(shop.origin + path)
      const policy = answer!.headers()['content-security-policy']
      expect(policy).toMatch(/default-src 'self'.*base-uri 'none'.*object-src 'none'/)
      expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/)
      if (path.startsWith('/api'))
        await page.getByText('/api/v1/orders/{orderId}/status').waitFor()
      else
        await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
    }
    expect({ ...trouble, errors: [] }).toEqual(nothing)
    await context.close()
  })

  test('a script that got in could not run', async () => {
    const { page, context, trouble } = await open('')
    await page.goto(shop.origin)
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<img src="/favicon.svg" onload="pwned()">')
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'pwned()' }))
      document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,pwned()' }))
    })
    await expect.poll(() => trouble.violations.length).toBeGreaterThanOrEqual(3)
    expect(trouble.pwned).toEqual([])
    await context.close()
  })

  test.each(['ana@example.com', 'ada@example.com'])('nothing of the session of %s is in any storage or in reach of a script', async (email) => {
    const { page, context } = await open(email)
    const tokens: string[] = []
    page.on('request', request => tokens.push(request.headers().authorization?.replace('Bearer ', '') ?? ''))
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => tokens.some(token => token.startsWith('eyJ'))).toBe(true)
    const [cookie] = await context.cookies(`${shop.origin}/api/v1/auth/refresh`)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' })
    const stored = await page.evaluate(everythingStored)
    const secrets = [cookie!.value, ...tokens.filter(token => token !== ''), 'eyJ', 'obk_', 'orderbeat-refresh', 'orderbeat-demo']
    expect(secrets.filter(secret => stored.includes(secret))).toEqual([])
    expect(stored.length).toBeGreaterThan(2)
    await context.close()
  })
})

/** Runs in the page: all that it could read of storages, caches, its address, its name and its document. */
async function everythingStored(): Promise<string> {
  const databases = await Promise.all((await indexedDB.databases()).map(async ({ name }) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name!)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(new Error(String(opening.error)))
    })
    return Promise.all([...database.objectStoreNames].map(store => new Promise((resolve) => {
      const reading = database.transaction(store).objectStore(store).getAll()
      reading.onsuccess = () => resolve(reading.result)
    })))
  }))
  const cached = await Promise.all((await caches.keys()).map(async (name) => {
    const cache = await caches.open(name)
    return (await cache.keys()).map(({ url, headers }) => [url, [...headers]])
  }))
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, databases, cached, location.href, (globalThis as unknown as Window).name, history.state])
}
