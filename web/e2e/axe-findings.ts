import type { Page } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'

/** In the dark the same elements have other colours: where all rules have looked in the light, these find what else there is. */
const aboutColours = ['color-contrast', 'link-in-text-block']

export async function colour(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  // No transition may be half-way when colours are measured.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor()
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** What axe finds on a page as it is, by all rules or by those about colours, and whether it scrolls sideways. */
export async function axeFindings(page: Page, where: string, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules === 'all' ? axe.options({ rules: { 'target-size': { enabled: true } } }) : axe.withRules(aboutColours)).analyze()
  const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  return [...violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`), ...(isTooWide ? [`${where}: scrolls sideways`] : [])]
}
