import type { BrowserContext, Page, Request } from 'playwright-core'
import { listNotifications, urlOf } from '@orderbeat/shared'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'
import { shopHands } from './shop-hands.ts'
import { hide, show } from './visibility.ts'

describe.skipIf(await findChromium() === null)('being told', () => {
  const here = openShop()

  /** Ana with everything switched on, and a list of what has told her of changes, in whichever tab. */
  async function listener(): Promise<{ page: Page, context: BrowserContext, told: string[], times: (what: string) => number }> {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    const context = page.context()
    const told: string[] = []
    await context.exposeFunction('note', (what: string) => void told.push(what))
    await context.addInitScript(noteSignals)
    await page.goto(`${here.shop.origin}/preferences`)
    for (const way of ['sound', 'vibration', 'browser']) {
      const choice = page.locator(`[data-way="${way}"]`)
      await choice.getByRole('switch').click()
      expect(await choice.getByRole('switch').isChecked()).toBe(true)
    }
    await expect.poll(() => [...told].sort()).toEqual(['notice', 'sound', 'vibration'])
    told.length = 0
    return { page, context, told, times: what => told.filter(one => one === what).length }
  }

  test('sound and vibration come once for each stored notification over three tabs and a reload', async () => {
    const { page, context, told, times } = await listener()
    const tabs = [page, await context.newPage(), await context.newPage()]
    for (const tab of tabs) {
      await tab.goto(`${here.shop.origin}/orders`)
      await tab.getByRole('heading', { level: 1 }).click()
      await tab.getByRole('article').first().waitFor()
    }
    const hands = await shopHands(here.shop.origin)
    const order = await hands.place()
    await page.waitForTimeout(1500)
    told.length = 0
    await hands.move(order, 'confirmed')
    await expect.poll(() => times('sound')).toBe(1)
    await tabs[1]!.reload()
    await tabs[1]!.getByRole('heading', { level: 1 }).click()
    await hands.move(order, 'processing')
    await expect.poll(() => times('sound')).toBe(2)
    await tabs[0]!.reload()
    await tabs[0]!.getByRole('article').first().waitFor()
    await page.waitForTimeout(2500)
    expect([times('sound'), times('vibration'), times('notice')]).toEqual([2, 2, 0])
    await context.close()
  })

  test('three hidden tabs make one notification of the browser, also over a reload', async () => {
    const { page, context, told, times } = await listener()
    const tabs = [page, await context.newPage(), await context.newPage()]
    await context.clock.install()
    for (const tab of tabs) {
      await tab.goto(`${here.shop.origin}/orders`)
      await tab.getByRole('article').first().waitFor()
    }
    const underWay = requestsUnderWay(context)
    const beats = async (): Promise<void> => {
      for (let beat = 0; beat < 17; beat++) {
        // All tabs have this one clock. A request that is under way while ten seconds leap by is given up as hung.
        await context.clock.runFor(5000)
        // Whoever has got the lock of a poll has asked by then.
        await Promise.all(tabs.map(tab => tab.evaluate(async () => void await navigator.locks.query())))
        await expect.poll(() => underWay.size).toBe(0)
      }
    }
    await Promise.all(tabs.map(tab => tab.evaluate(hide)))
    const hands = await shopHands(here.shop.origin)
    const order = await hands.place()
    await hands.move(order, 'confirmed')
    told.length = 0
    await beats()
    await expect.poll(() => times('notice')).toBe(1)

    // Hidden from its beginning, it asks and could tell.
    await tabs[2]!.addInitScript(hide)
    const asked = tabs[2]!.waitForResponse(answer => new URL(answer.url()).pathname === urlOf(listNotifications))
    await tabs[2]!.reload()
    await asked
    expect(await tabs[2]!.evaluate(() => document.visibilityState)).toBe('hidden')
    await beats()
    expect(times('notice')).toBe(1)
    await hands.move(order, 'processing')
    await beats()
    await expect.poll(() => times('notice')).toBe(2)
    await beats()
    expect(times('notice')).toBe(2)
    // With the others closed, it is the one that tells.
    await Promise.all(tabs.splice(0, 2).map(tab => tab.close()))
    underWay.clear()
    await hands.move(order, 'shipped')
    await beats()
    await expect.poll(() => times('notice')).toBe(3)
    await context.close()
  })

  test('after an hour away ten changes are one digest, not ten toasts', async () => {
    const { page, toasts } = await signIn(here.browser, here.shop.origin, 'ana@example.com')
    await page.clock.install()
    await page.goto(`${here.shop.origin}/orders`)
    await page.getByRole('article').first().waitFor()
    await page.clock.runFor(2000)
    await page.evaluate(hide)
    const hands = await shopHands(here.shop.origin)
    for (const _ of [1, 2]) {
      const order = await hands.place()
      await hands.move(order, 'confirmed', 'processing', 'shipped', 'paid', 'delivered')
    }
    await page.clock.fastForward(60 * 60 * 1000)
    await page.evaluate(show)
    await page.locator('[role="status"][data-kind="digest"]').waitFor()
    await page.clock.runFor(3000)
    expect(await toasts()).toEqual([{ kind: 'digest', tone: 'info', text: 'While you were away: 10 updates' }])
    await page.context().close()
  })

  test('who has forbidden notifications reads how to allow them again', async () => {
    const { page } = await signIn(here.browser, here.shop.origin, 'ana@example.com', { phone: true })
    await page.goto(`${here.shop.origin}/preferences`)
    await page.locator('[data-way="browser"] .obstacle', { hasText: 'choose “Allow”' }).waitFor()
    await page.context().close()
  })
})

/** Requests to the API that have no end yet, of all pages. */
function requestsUnderWay(context: BrowserContext): Set<Request> {
  const underWay = new Set<Request>()
  const end = (request: Request): void => void underWay.delete(request)
  context.on('request', request => new URL(request.url()).pathname.startsWith('/api/') && underWay.add(request)).on('requestfinished', end).on('requestfailed', end)
  return underWay
}

/** Runs in the page, before it: tells what the browser was asked to do, and lets it. */
function noteSignals(): void {
  const note = (what: string): void => void (globalThis as unknown as { note: (what: string) => void }).note(what)
  const start = OscillatorNode.prototype.start
  let last = 0
  OscillatorNode.prototype.start = function (at) {
    // Two notes are one sound.
    if (performance.timeOrigin + performance.now() - last > 100 || last === 0)
      note('sound')
    last = performance.timeOrigin + performance.now()
    start.call(this, at)
  }
  const vibrate = navigator.vibrate.bind(navigator)
  navigator.vibrate = (pattern) => {
    note('vibration')
    return vibrate(pattern as number[])
  }
  // A browser without a screen forbids them all, whatever is granted: here is one that allows them.
  window.Notification = class extends EventTarget {
    static readonly permission = 'granted'

    constructor() {
      super()
      note('notice')
    }
  } as unknown as typeof Notification
}
