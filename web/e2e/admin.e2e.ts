import type { Person } from './person.ts'
import { AxeBuilder } from '@axe-core/playwright'
import { getStaffStats, listProducts, listStaffOrders, logIn, placeOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { describe, expect, test } from 'vitest'
import { findChromium } from './browser.ts'
import { openShop } from './open-shop.ts'
import { signIn } from './person.ts'
import { hearBeat, withinBeats } from './told-beat.ts'

describe.skipIf(await findChromium() === null)('an admin', () => {
  const here = openShop()

  async function adaOpens(path: string): Promise<Person> {
    const ada = await signIn(here.browser, here.shop.origin, 'ada@example.com')
    await ada.page.goto(here.shop.origin + path)
    await ada.page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
    return ada
  }

  async function statusWith(token: string, path = urlOf(listStaffOrders)): Promise<number> {
    return (await fetch(here.shop.origin + path, { headers: { authorization: `Bearer ${token}` } })).status
  }

  async function signsIn(email: string, password: string): Promise<Response> {
    return fetch(here.shop.origin + urlOf(logIn), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) })
  }

  async function orderAsAna(): Promise<void> {
    const { accessToken } = await (await signsIn('ana@example.com', 'orderbeat-demo')).json() as { accessToken: string }
    const { products } = await (await fetch(here.shop.origin + urlOf(listProducts))).json() as { products: { id: string, available: boolean }[] }
    const body = { items: [{ productId: products.find(({ available }) => available)!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' }
    const answer = await fetch(here.shop.origin + urlOf(placeOrder), { method: 'POST', headers: { 'content-type': 'application/json', 'authorization': `Bearer ${accessToken}` }, body: JSON.stringify(body) })
    expect(answer.status).toBe(201)
  }

  test('makes a key that works at once, is shown once, and opens nothing once it is revoked', async () => {
    const { page, errors } = await adaOpens('/staff/admin/keys')
    await page.getByRole('button', { name: 'Make a key' }).click()
    await page.mouse.click(5, 400)
    await page.getByLabel('Name').fill('Till 7')
    await page.getByRole('radio', { name: /^Only read/ }).check({ force: true })
    await page.getByRole('button', { name: 'Make the key' }).click()
    const key = await page.getByRole('textbox', { name: 'The key' }).inputValue()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'I have it' }).click()
    await page.getByRole('textbox', { name: 'The key' }).waitFor({ state: 'detached' })

    expect(key).toMatch(/^obk_/)
    expect(await statusWith(key)).toBe(200)
    const write = await fetch(here.shop.origin + urlOf(updateStaffOrder, { params: { orderId: 'ONLINE-000001' } }), { method: 'PATCH', headers: { 'content-type': 'application/json', 'authorization': `Bearer ${key}` }, body: '{"comment":"hello"}' })
    expect(write.status).toBe(403)
    await page.reload()
    const row = page.getByRole('listitem').filter({ hasText: 'Till 7' })
    await row.getByText('Reads orders').waitFor()
    await row.getByText(/Used/).waitFor()
    expect(await page.content()).not.toContain(key)

    await row.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('Revoked keys (1)').waitFor()
    expect(await statusWith(key)).toBe(401)
    expect(errors).toEqual([])
  })

  test('adds somebody who can sign in, and shuts them out again', async () => {
    const { page } = await adaOpens('/staff/admin')
    await page.getByRole('button', { name: 'Add somebody' }).click()
    await page.getByLabel('Name').fill('Eve')
    await page.getByLabel('Email').fill('sam@example.com')
    await page.getByLabel('Password').fill('orderbeat-demo')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('There is an account with this email already.').waitFor()
    await page.getByLabel('Email').fill('eve@example.com')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'eve@example.com' })
    await row.waitFor()

    const eve = await signIn(here.browser, here.shop.origin, 'eve@example.com')
    await eve.page.goto(`${here.shop.origin}/staff/admin`)
    await eve.page.getByRole('heading', { level: 1, name: 'All orders' }).waitFor()

    await row.getByRole('button', { name: 'Disable Eve' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
    await row.getByText('Disabled', { exact: true }).waitFor()
    expect((await signsIn('eve@example.com', 'orderbeat-demo')).status).toBe(401)
    await eve.page.reload()
    await eve.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  })

  test('stays admin as long as nobody else is', async () => {
    const { page } = await adaOpens('/staff/admin')
    await page.getByRole('button', { name: 'Change Ada' }).click()
    await page.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: 'Staff' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Make somebody else admin first.').waitFor()
  })

  test('changes a price, and the shop has it', async () => {
    const { page } = await adaOpens('/staff/admin/products')
    await page.getByRole('button', { name: 'Change Lemon cake' }).click()
    await page.getByLabel('Price').fill('19,5')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('listitem').filter({ hasText: 'Lemon cake' }).getByText('€19.50').waitFor()
    const visitor = await here.browser.newPage()
    await visitor.goto(here.shop.origin)
    await visitor.getByRole('listitem').filter({ hasText: 'Lemon cake' }).getByText('€19.50').waitFor()
  })

  test('sees in the figures that an order was placed within one beat, without a reload', async () => {
    const { page, loads, errors } = await adaOpens('/staff/figures?days=7')
    const number = page.locator('dd.number').first()
    const told = await hearBeat(page.context(), getStaffStats.url)
    const before = Number(await number.textContent())
    const reloads = loads()
    await orderAsAna()
    await withinBeats(2.5, told, () => expect.poll(async () => Number(await number.textContent()), { timeout: 30_000 }).toBe(before + 1))
    expect([loads(), errors]).toEqual([reloads, []])
  })

  test('finds charts that are drawn in the colours of the page, also after these changed', async () => {
    const { page } = await adaOpens('/staff/figures')
    const ink = async (): Promise<number> => page.getByRole('img', { name: /^Orders by status/ }).evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return data.reduce((light, value, place) => place % 4 === 3 || data[place - place % 4 + 3]! < 255 ? light : Math.max(light, value), 0)
    })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await expect.poll(ink).toBeLessThan(240)
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expect.poll(ink).toBeGreaterThan(240)
  })

  test.each([false, true])('meets no barrier in what opens on these pages, light and dark, phone: %s', async (phone) => {
    const findings: string[] = []
    const { page } = await signIn(here.browser, here.shop.origin, 'ada@example.com', { phone })
    for (const colorScheme of ['light', 'dark'] as const) {
      // No transition may be half-way when colours are measured.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const [path, button] of [['/staff/admin', 'Add somebody'], ['/staff/admin/keys', 'Make a key'], ['/staff/admin/products', 'Add a product'], ['/staff/figures', null]] as const) {
        await page.goto(here.shop.origin + path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
        if (button === null) {
          for (const summary of await page.locator('summary').all())
            await summary.click()
        }
        else {
          await page.getByRole('button', { name: button }).click()
          await page.getByRole('dialog').locator('[type="submit"]').click()
          await page.getByRole('dialog').locator('[aria-invalid="true"]').first().waitFor()
        }
        const { violations } = await new AxeBuilder({ page }).analyze()
        findings.push(...violations.map(({ id, nodes }) => `${path} ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))
      }
    }
    expect(findings).toEqual([])
  })
})
