import type { Order } from '@orderbeat/shared'
import type { BrowserContext, Page } from 'playwright-core'
import type { Account } from './api-of.ts'
import type { ShopServer } from './shop-server.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getOrder, listOrders, listProducts, placeOrder, updateStaffOrder } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiOf } from './api-of.ts'
import { findChromium, openProfile } from './browser.ts'
import { startFailingProxy } from './failing-proxy.ts'
import { keptOnDevice } from './kept-on-device.ts'
import { startShop } from './shop-server.ts'

describe.skipIf(await findChromium() === null)('a customer whose connection comes and goes', () => {
  let shop: ShopServer
  let proxy: Awaited<ReturnType<typeof startFailingProxy>>
  let ana: Account
  let sam: Account
  const folders: string[] = []
  beforeAll(async () => {
    proxy = await startFailingProxy()
    shop = await startShop({ PUBLIC_ORIGIN: proxy.origin, RATE_LIMITS: 'false' })
    proxy.lead(shop.origin)
    ;[ana, sam] = await Promise.all([apiOf(shop.origin, 'ana@example.com'), apiOf(shop.origin, 'sam@example.com')])
  })
  afterAll(async () => {
    proxy?.stop()
    await shop?.stop()
    await Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true })))
  })

  async function newProfile(): Promise<string> {
    folders.push(await mkdtemp(join(tmpdir(), 'orderbeat-profile-')))
    return folders.at(-1)!
  }

  async function signInAs(page: Page, name: 'ana' | 'ben'): Promise<void> {
    await page.goto(`${proxy.origin}/sign-in`)
    await page.getByLabel('Email').fill(`${name}@example.com`)
    await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
  }

  /** Until the app opens without a network: its files are kept, and so are the orders that are shown. */
  async function readyForOffline(page: Page): Promise<void> {
    await page.getByText(/^ONLINE-\d{6}$/).first().waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    await expect.poll(() => keptOnDevice(page)).toContain('ONLINE-')
  }

  /** Of what moment the page says that it shows, in hours and minutes. */
  const ageSaid = async (page: Page) => (await page.getByText(/^You are offline\. This is as of/).first().textContent())!.match(/\d\d:\d\d/)?.[0]
  const minute = (at: number) => new Date(at).toTimeString().slice(0, 5)
  const minutesSince = (from: number) => {
    const now = Date.now()
    return [...Array.from({ length: Math.ceil((now - from) / 60_000) }, (_, passed) => minute(from + passed * 60_000)), minute(now)]
  }
  const numbers = (page: Page) => page.locator('main').getByText(/^ONLINE-\d{6}$/).allTextContents()
  const orders = async () => (await ana(listOrders, { query: { limit: 100 } })).orders
  const writes = () => proxy.passed.filter(({ method, path }) => method === 'POST' && /\/orders(?:\/|$)/.test(path))

  async function aPendingOrder(): Promise<Order> {
    const { products: [product] } = await ana(listProducts)
    return ana(placeOrder, { body: { items: [{ productId: product!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' } })
  }

  async function chooseAnOrder(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'Shop', exact: true }).first().click()
    await page.getByRole('button', { name: 'Add Lemon cake to the basket' }).click()
    await page.getByRole('link', { name: 'Check out' }).click()
    await page.getByRole('radio', { name: /^Pickup/ }).check({ force: true })
  }

  async function askToCancel(page: Page, { number }: Order): Promise<void> {
    await page.getByRole('link', { name: 'Orders', exact: true }).first().click()
    await page.getByRole('article').filter({ hasText: number }).getByRole('link').click()
    await page.getByRole('button', { name: 'Cancel order' }).click()
  }

  async function open(context: BrowserContext, path = '/orders'): Promise<Page> {
    const page = context.pages()[0] ?? await context.newPage()
    await page.goto(proxy.origin + path)
    return page
  }

  test('sees the last known orders with their age, and what is done offline is sent once and in order after the browser was closed', async () => {
    const [mine, late] = [await aPendingOrder(), await aPendingOrder()]
    const folder = await newProfile()
    const first = await openProfile(folder)
    const page = first.pages()[0]!
    await signInAs(page, 'ana')
    // What the shop sells is kept as well, so that one can order without a network.
    await expect.poll(() => keptOnDevice(page)).toContain('Lemon cake')
    const opened = Date.now()
    await page.goto(`${proxy.origin}/orders`)
    await readyForOffline(page)
    await page.getByText(late.number).first().waitFor()
    const before = await numbers(page)
    await first.setOffline(true)
    // The last answer may be older than the last minute: a late server is asked less often.
    const seen = minutesSince(opened)

    await page.reload()
    await expect.poll(() => numbers(page)).toEqual(before)
    expect(seen).toContain(await ageSaid(page))
    expect(await page.getByText('You are offline.', { exact: true }).count()).toBe(1)

    await chooseAnOrder(page)
    await page.getByRole('button', { name: /^Place the order/ }).click()
    await page.getByRole('article').filter({ hasText: 'Order: Lemon cake' }).getByText('Waiting to be sent').waitFor()
    for (const order of [mine, late]) {
      await askToCancel(page, order)
      await page.getByRole('button', { name: 'Yes, cancel it' }).click()
      await page.getByText('Your cancel is waiting to be sent').waitFor()
    }
    await chooseAnOrder(page)
    await page.getByRole('button', { name: /^Place the order/ }).click()
    await expect.poll(() => page.getByText('Waiting to be sent').count()).toBe(4)
    await page.getByRole('button', { name: 'Take back' }).last().click()
    await expect.poll(() => page.getByText('Waiting to be sent').count()).toBe(3)
    await first.close()

    // Meanwhile the shop starts on one of the orders.
    await sam(updateStaffOrder, { params: { orderId: late.id }, body: { status: 'processing' } })
    const known = (await orders()).length
    const sentBefore = writes().length
    const second = await openProfile(folder)
    await second.setOffline(true)
    // It is opened two hours later, and the age is that of what is shown.
    await second.clock.install({ time: Date.now() + 2 * 60 * 60_000 })
    const again = await open(second)
    await expect.poll(() => numbers(again)).toEqual(before)
    expect(seen).toContain(await ageSaid(again))
    await expect.poll(() => again.getByText('Waiting to be sent').count()).toBe(3)
    expect(writes()).toHaveLength(sentBefore)
    await second.setOffline(false)
    await again.getByText(`Order ${late.number} was not cancelled: your cancel came too late. The shop has started on this order: ask it to cancel.`).first().waitFor()
    await expect.poll(async () => (await orders()).length).toBe(known + 1)

    const sent = writes().slice(sentBefore)
    expect(sent.map(({ path, status }) => [path.split('/').slice(4).join('/'), status])).toEqual([['', 201], [`${mine.id}/cancel`, 200], [`${late.id}/cancel`, 409]])
    expect(new Set(sent.map(({ key }) => key)).size).toBe(3)
    expect((await ana(getOrder, { params: { orderId: mine.id } })).status).toBe('cancelled')
    expect((await ana(getOrder, { params: { orderId: late.id } })).status).toBe('processing')
    await again.getByRole('article').filter({ hasText: mine.number }).getByText(/Cancelled/).first().waitFor()
    await again.getByRole('button', { name: 'Understood' }).click()
    await expect.poll(() => again.getByRole('region', { name: 'Waiting to be sent' }).count()).toBe(0)
    await again.reload()
    await again.getByText(/^ONLINE-\d{6}$/).first().waitFor()
    expect(writes()).toHaveLength(sentBefore + 3)
    await second.close()
  })

  test('is told at once when the connection goes and when it is back, without loading anything anew', async () => {
    const context = await openProfile(await newProfile())
    const page = context.pages()[0]!
    await signInAs(page, 'ana')
    await page.goto(`${proxy.origin}/orders`)
    await readyForOffline(page)
    const bar = page.getByText('You are offline.', { exact: true })
    expect(await bar.count()).toBe(0)
    const before = await numbers(page)
    await context.setOffline(true)
    await bar.waitFor()
    expect(await ageSaid(page)).toBeDefined()
    expect(await numbers(page)).toEqual(before)
    await context.setOffline(false)
    await bar.waitFor({ state: 'detached' })
    await page.locator('main .indicator[data-state="live"]').first().waitFor()
    await context.close()
  })

  test('who signs out while something waits is asked, and only an explicit yes has it not sent', async () => {
    const context = await openProfile(await newProfile())
    const page = context.pages()[0]!
    await signInAs(page, 'ana')
    await expect.poll(() => keptOnDevice(page)).toContain('Lemon cake')
    await page.goto(`${proxy.origin}/orders`)
    await readyForOffline(page)
    const [known, sentBefore] = [(await orders()).length, writes().length]
    const question = page.getByRole('dialog', { name: 'Sign out without sending?' })
    const waits = page.getByText('Waiting to be sent')
    async function signOut(): Promise<void> {
      await page.getByRole('button', { name: 'Account of Ana' }).click()
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await question.getByText('1 thing you did waits to be sent. If you sign out now, it is not sent.').waitFor()
    }
    await context.setOffline(true)
    await chooseAnOrder(page)
    await page.getByRole('button', { name: /^Place the order/ }).click()
    await waits.waitFor()

    await signOut()
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Stay signed in')
    await page.keyboard.press('Enter')
    await signOut()
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    await page.reload()
    await waits.waitFor()

    await signOut()
    await question.getByRole('button', { name: 'Sign out anyway' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await expect.poll(() => keptOnDevice(page)).not.toMatch(/ONLINE-|Lemon cake/)
    await context.setOffline(false)
    await signInAs(page, 'ana')
    await page.goto(`${proxy.origin}/orders`)
    await readyForOffline(page)
    expect([await waits.count(), (await orders()).length, writes().length]).toEqual([0, known, sentBefore])
    await context.close()
  })

  test('keeps nothing of an account for the next one, and nothing at all after signing out', async () => {
    const context = await openProfile(await newProfile())
    const page = context.pages()[0]!
    await signInAs(page, 'ana')
    await page.goto(`${proxy.origin}/orders`)
    await readyForOffline(page)
    const anas = await numbers(page)
    await page.goto(`${proxy.origin}/orders/${anas[0]}`)
    await page.getByText('Receipt').waitFor()
    expect(await keptOnDevice(page)).toContain(anas[0])
    expect(await keptOnDevice(page)).not.toMatch(/eyJ|token|ana@/i)
    await page.getByRole('button', { name: 'Account of Ana' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await expect.poll(() => keptOnDevice(page)).not.toContain('ONLINE-')

    await context.setOffline(true)
    await page.goto(`${proxy.origin}/orders`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await numbers(page)).toEqual([])
    await context.setOffline(false)
    await signInAs(page, 'ben')
    await page.goto(`${proxy.origin}/orders`)
    await readyForOffline(page)
    await context.setOffline(true)
    await page.reload()
    await expect.poll(() => numbers(page)).not.toEqual([])
    expect((await numbers(page)).filter(number => anas.includes(number))).toEqual([])
    await page.goto(`${proxy.origin}/orders/${anas[0]}`)
    await page.getByText('The order could not be loaded.').waitFor()
    expect(await keptOnDevice(page)).not.toContain(anas[0])
    await context.close()
  })
})
