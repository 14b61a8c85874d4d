import type { Notification, OrderStatus } from '@orderbeat/shared'
import type { Browser } from 'playwright-core'
import type { Person, SeenToast } from './person.ts'
import type { ShopServer } from './shop-server.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'
import { startNodes } from './nodes.ts'
import { signIn } from './person.ts'
import { startShop } from './shop-server.ts'

const chromium = await findChromium()
const ways = [['one node', startShop], ['three nodes', startNodes]] as const

describe.skipIf(chromium === null).each(ways)('a customer and the shop\'s staff, %s,', (_, start) => {
  let browser: Browser
  let shop: ShopServer
  beforeAll(async () => {
    [browser, shop] = await Promise.all([launchBrowser(), start()])
  })
  afterAll(async () => {
    await browser?.close()
    await shop?.stop()
  })

  const anaSignsIn = (options = {}) => signIn(browser, shop.origin, 'ana@example.com', options)
  const samSignsIn = () => signIn(browser, shop.origin, 'sam@example.com')

  /** Puts something into the basket and orders it; gives the order's number. */
  async function placeOrder({ page }: Person, fulfilment: 'Delivery' | 'Pickup'): Promise<string> {
    await page.getByRole('link', { name: 'Shop', exact: true }).first().click()
    await page.getByRole('button', { name: 'Add Lemon cake to the basket' }).click()
    if (page.viewportSize()!.width < 500)
      await page.getByRole('button', { name: /^1 item/ }).click()
    await page.getByRole('link', { name: 'Check out' }).click()
    await page.getByRole('radio', { name: new RegExp(`^${fulfilment}`) }).check({ force: true })
    if (fulfilment === 'Delivery')
      await page.getByLabel('Address').fill('Lindenstraße 4, Berlin')
    await page.getByRole('radio', { name: /^Card/ }).check({ force: true })
    await page.getByRole('button', { name: /^Place the order/ }).click()
    const number = page.getByText(/^ONLINE-\d{6}$/).first()
    await number.waitFor()
    return (await number.textContent())!.trim()
  }

  /** Moves an order on in the staff's list. */
  async function move({ page }: Person, number: string, status: OrderStatus): Promise<void> {
    await page.getByRole('button', { name: `Change the status of ${number}` }).click()
    await page.locator(`[role="menuitem"][data-status="${status}"]`).click()
  }

  function about(notifications: Notification[], number: string): string[] {
    return notifications.filter(({ orderNumber }) => orderNumber === number).map(({ type }) => type.slice('order.'.length)).reverse()
  }

  /** The toasts about stored notifications, in the order in which they came. */
  async function news(person: Person): Promise<SeenToast[]> {
    return (await person.toasts()).filter(({ kind }) => kind === 'news')
  }

  const inWords: Partial<Record<OrderStatus, string>> = { confirmed: 'Confirmed', processing: 'Being prepared', shipped: 'On its way', paid: 'Paid, on its way', ready: 'Ready for pickup', delivered: 'Delivered' }
  const tones: Partial<Record<OrderStatus, string>> = { paid: 'success', delivered: 'success', cancelled: 'warning' }

  test('see every step of a delivery by polling alone, each told once', async () => {
    const ana = await anaSignsIn()
    const phone = await anaSignsIn({ phone: true })
    await phone.page.getByRole('link', { name: 'Orders', exact: true }).first().click()
    const number = await placeOrder(ana, 'Delivery')
    const sam = await samSignsIn()
    const tracker = ana.page.getByRole('region', { name: 'Order status' })
    const ticket = phone.page.getByRole('article').filter({ hasText: number })
    await ticket.getByRole('heading', { name: /^Order placed/ }).waitFor()

    const life = ['confirmed', 'processing', 'shipped', 'paid', 'delivered'] as const
    for (const status of life) {
      await move(sam, number, status)
      await expect.poll(() => ana.page.getByRole('heading', { level: 1 }).textContent()).toContain(inWords[status])
      await ticket.getByRole('heading', { name: new RegExp(`^${inWords[status]}`) }).waitFor()
      if (status !== 'paid')
        await tracker.locator(`li[data-state="${status === 'delivered' ? 'done' : 'current'}"]`).filter({ hasText: inWords[status]! }).waitFor()
      await expect.poll(() => news(ana)).toHaveLength(life.indexOf(status) + 1)
      await ana.closeToasts()
    }

    const toasts = await ana.toasts()
    expect(toasts.filter(({ kind }) => kind === 'own').map(({ text }) => text)).toEqual(['Order placed'])
    expect((await news(ana)).map(({ tone }) => tone)).toEqual(life.map(status => tones[status] ?? 'info'))
    expect(toasts.at(-1)?.text).toBe(`Your order ${number} is delivered`)
    expect((await sam.toasts()).map(({ kind, text }) => [kind, text])).toEqual(life.map(status => ['own', `Order ${number} is now ${status}. The customer will see it within 60 s.`]))
    expect(about((await ana.notifications()).notifications, number)).toEqual([...life])
    expect(about((await sam.notifications()).notifications, number)).toEqual(['created', ...life])
    for (const person of [ana, phone, sam])
      expect([person.loads(), person.strangers, person.errors]).toEqual([1, [], []])
  })

  test('see a pickup become ready and delivered', async () => {
    const ana = await anaSignsIn({ phone: true })
    const number = await placeOrder(ana, 'Pickup')
    const sam = await samSignsIn()
    const life = [['processing', 'Being prepared', 'info'], ['ready', 'Ready for pickup', 'info'], ['delivered', 'Picked up', 'success']] as const
    for (const [status, words, tone] of life) {
      await move(sam, number, status)
      await expect.poll(() => ana.page.getByRole('heading', { level: 1 }).textContent()).toContain(words)
      await expect.poll(async () => (await news(ana)).at(-1)?.tone).toBe(tone)
      await ana.closeToasts()
    }
    expect(await news(ana)).toHaveLength(life.length)
    expect(about((await ana.notifications()).notifications, number)).toEqual(['processing', 'ready', 'delivered'])
  })

  test('see that the customer cancelled, and she sees it in yellow on her other device', async () => {
    const sam = await samSignsIn()
    const ana = await anaSignsIn()
    const phone = await anaSignsIn({ phone: true })
    const number = await placeOrder(ana, 'Delivery')
    await sam.page.getByRole('row').filter({ hasText: number }).getByText('Pending').waitFor()
    await ana.page.getByRole('button', { name: 'Cancel order' }).click()
    await ana.page.getByLabel('Why?').fill('Found a birthday cake already')
    await ana.page.getByRole('button', { name: 'Yes, cancel it' }).click()
    await sam.page.getByRole('row').filter({ hasText: number }).getByText('Cancelled').waitFor()
    await expect.poll(async () => (await sam.toasts()).map(({ kind, tone, text }) => [kind, tone, text])).toEqual([
      ['news', 'info', `New order ${number} from Ana`],
      ['news', 'warning', `Order ${number} cancelled by customer`],
    ])
    await expect.poll(async () => (await phone.toasts()).map(({ tone, text }) => [tone, text])).toEqual([['warning', `Your order ${number} is cancelled`]])
    expect((await ana.toasts()).map(({ kind, text }) => [kind, text])).toEqual([['own', 'Order placed'], ['own', 'Order cancelled']])
    expect(about((await ana.notifications()).notifications, number)).toEqual(['cancelled'])
    expect(about((await sam.notifications()).notifications, number)).toEqual(['created', 'cancelled'])
  })

  test('stay signed in, and where they are, through a reload', async () => {
    for (const [email, path, heading] of [['ana@example.com', '/orders/ONLINE-000004', 'Paid, on its way'], ['sam@example.com', '/staff/orders/ONLINE-000004', 'ONLINE-000004']] as const) {
      const { page } = await signIn(browser, shop.origin, email)
      await page.goto(shop.origin + path)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      expect(new URL(page.url()).pathname).toBe(path)
    }
  })

  test('find nothing of the customer\'s session in any storage', async () => {
    const { page } = await anaSignsIn()
    const stored = await page.evaluate(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, (await indexedDB.databases()).map(({ name }) => name)]))
    expect(stored).not.toMatch(/eyJ|refresh|token|ana@/i)
  })

  test('read the API\'s documentation without a request to anybody else', async () => {
    const page = await browser.newPage()
    const strangers: string[] = []
    page.on('request', request => new URL(request.url()).origin !== shop.origin && !request.url().startsWith('data:') && strangers.push(request.url()))
    await page.goto(`${shop.origin}/api/docs`)
    await page.getByText('/api/v1/orders/{orderId}/status').waitFor()
    expect(strangers).toEqual([])
  })
})
