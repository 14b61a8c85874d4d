import type { Page } from 'playwright-core'

/** Every page of those who work here, in the demo shop. */
export const staffPages = ['/staff/orders', '/staff/orders?q=nothing', '/staff/orders/ONLINE-000005', '/staff/orders/ONLINE-999999', '/staff/figures', '/staff/figures?days=365', '/staff/figures?from=2026-11-20&to=2026-11-01', '/staff/admin', '/staff/admin/keys', '/staff/admin/products'] as const

type Look = (where: string) => Promise<void>

/** Opens each dialog of the admin pages, from their list of products on, and looks, at mistakes too. German has to be spoken. */
export async function lookAtAdmin(page: Page, look: Look): Promise<void> {
  const dialog = page.getByRole('dialog')
  const submit = dialog.locator('button[type="submit"]')
  const part = async (name: RegExp): Promise<void> => page.getByRole('navigation', { name: /Verwaltung/ }).getByRole('link', { name }).click()
  const away = async (): Promise<void> => {
    await dialog.getByRole('button', { name: /Doch nicht/ }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  await page.getByRole('button', { name: /Produkt hinzufügen/ }).click()
  await submit.click()
  await look('a product with mistakes')
  await away()

  await part(/Personen/)
  await page.getByRole('button', { name: /Person hinzufügen/ }).click()
  await submit.click()
  await look('a person with mistakes')
  await away()
  const myself = page.locator('[data-person="ada@example.com"]')
  await myself.getByRole('button', { name: /ändern/ }).click()
  await look('a person')
  await away()
  await myself.getByRole('button', { name: /sperren/ }).click()
  await submit.click()
  await dialog.locator('[data-problem]').waitFor()
  await look('the last admin')
  await away()

  await part(/Schlüssel/)
  await page.getByRole('button', { name: /Schlüssel erstellen/ }).click()
  await submit.click()
  await look('a key with a mistake')
  await dialog.locator('input[name="name"]').fill('Kasse 7')
  await submit.click()
  await page.getByRole('button', { name: /Ich habe ihn/ }).waitFor()
  await look('a new key')
  await page.getByRole('button', { name: /Ich habe ihn/ }).click()
  await page.getByRole('button', { name: /Kasse 7 widerrufen/ }).click()
  await look('a key about to be revoked')
  await submit.click()
  await page.locator('details summary').click()
  await look('a revoked key')
}

/** Opens the sheet of shortcuts and the palette, and looks, where nothing is found too. */
export async function lookAtHands(page: Page, look: Look): Promise<void> {
  const close = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
  }
  await page.keyboard.press('?')
  await page.locator('dialog[open] kbd').first().waitFor()
  await look('shortcuts')
  await close()
  await page.keyboard.press('Control+k')
  await page.locator('dialog[open] [role="option"]').first().waitFor()
  await look('palette')
  await page.keyboard.type('qqqq')
  await page.locator('dialog[open] .outcome:not(.visually-hidden)').waitFor()
  await look('palette without a result')
  await close()
}

/** Selects a page of orders, and looks at what moving them would do and has done. */
export async function lookAtBulk(page: Page, look: Look): Promise<void> {
  await page.locator('thead input[type="checkbox"]').check()
  await page.locator('.selection-bar [role="combobox"]').click()
  await look('a selection')
  await page.getByRole('option', { name: /versandt/i }).click()
  await page.locator('.selection-bar button[type="submit"]').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('details').first().waitFor()
  await look('what a run would do')
  await dialog.getByRole('button', { name: /Bestellung(?:en)? ändern/ }).click()
  await dialog.getByRole('button', { name: /urücknehmen/ }).click()
  await dialog.getByText(/Zurückgenommen/).waitFor()
  await look('a run that was taken back')
}
