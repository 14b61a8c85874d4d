import type { Page } from 'playwright-core'
import { createStaffAccount, listProducts, placeOrder, register } from '@orderbeat/shared'
import { describe, expect, test } from 'vitest'
import { looksSecret } from '../../api/test/secrets.ts'
import { apiOf } from './api-of.ts'
import { findChromium } from './browser.ts'
import { shown } from './customer-pages.ts'
import { keptOnDevice } from './kept-on-device.ts'
import { openShop } from './open-shop.ts'
import { secretsTyped } from './secrets-typed.ts'
import { openWatched } from './watched-page.ts'

describe.skipIf(await findChromium() === null)('in a browser', () => {
  const here = openShop({ RATE_LIMITS: 'false' })

  const visits = {
    customer: ['/orders', '/notifications', '/preferences', '/'],
    admin: ['/staff/admin/keys', '/staff/admin', '/staff/orders', '/notifications'],
  } as const

  test.each(['customer', 'admin'] as const)('nothing of the session of this %s is in any storage or in reach of a script', async (role) => {
    const email = `careful-${role}@example.com`
    const password = `a password of the ${role} alone`
    const ada = await apiOf(here.shop.origin, 'ada@example.com')
    await (role === 'customer' ? ada(register, { body: { name: 'Careful', email, password } }) : ada(createStaffAccount, { body: { name: 'Careful', email, password, role } }))
    if (role === 'customer')
      await placeOne(email, password)
    const { page, context } = await openWatched(here.browser, here.shop.origin, email, password)
    const tokens = new Set<string>()
    page.on('request', request => tokens.add(request.headers().authorization?.replace('Bearer ', '') ?? ''))
    const keys = role === 'admin' ? [await makeKey(page)] : []
    for (const path of visits[role]) {
      await page.goto(here.shop.origin + path)
      await shown(page)
    }
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
    // What is looked through is really read: the page that the worker keeps, and the account's orders.
    await expect.poll(() => everythingStored(page)).toContain('<!doctype html>')
    if (role === 'customer')
      await expect.poll(() => everythingStored(page)).toContain('An order to be kept')

    const [cookie] = await context.cookies(`${here.shop.origin}/api/v1/auth/refresh`)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/v1/auth' })
    tokens.delete('')
    expect(tokens.size).toBeGreaterThan(0)
    expect(secretsTyped).toContain(password)
    const stored = await everythingStored(page)
    // The demo's password is no secret, and happens to be the name of a tag in the page.
    const secrets = [...[...secretsTyped].filter(secret => secret !== 'orderbeat-demo'), ...tokens, ...keys, cookie!.value, cookie!.name]
    expect(secrets.filter(secret => stored.includes(secret))).toEqual([])
    expect(stored).not.toMatch(looksSecret)
    await context.close()
  })

  async function placeOne(email: string, password: string): Promise<void> {
    const customer = await apiOf(here.shop.origin, email, password)
    const { products: [product] } = await customer(listProducts)
    await customer(placeOrder, { body: { items: [{ productId: product!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card', note: 'An order to be kept' } })
  }

  /** Makes a key as an admin does, and gives what is shown once. */
  async function makeKey(page: Page): Promise<string> {
    await page.goto(`${here.shop.origin}/staff/admin/keys`)
    await page.getByRole('button', { name: 'Make a key' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[name="name"]').fill('Till of the test')
    await dialog.locator('button[type="submit"]').click()
    const key = await page.locator('input[readonly].figures').inputValue()
    expect(key).toMatch(looksSecret)
    return key
  }
})

/** All that a script could read: what is kept on the device, the cached files themselves, the page's address, name and state. */
async function everythingStored(page: Page): Promise<string> {
  return await keptOnDevice(page) + await page.evaluate(async () => {
    const cached: unknown[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = (await cache.match(request))!
        cached.push([...request.headers], [...answer.headers], await answer.text())
      }
    }
    return JSON.stringify([cached, location.href, window.name, history.state])
  })
}
