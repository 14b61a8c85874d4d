import type { Page } from 'playwright-core'

/** Every page of a customer, Ana of the demo shop, with its states that an address leads to. */
export const customerPages = ['/', '/checkout', '/orders', '/orders?q=nothing', '/orders/ONLINE-000003', '/orders/ONLINE-000004', '/orders/ONLINE-999999', '/notifications', '/notifications?q=nothing', '/preferences', '/playground', '/nowhere'] as const

/** Ends when a page has its heading and everything that it loads. */
export async function shown(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).or(page.locator('.empty, .failure')).first().waitFor()
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
}
