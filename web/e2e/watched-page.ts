import type { Browser, BrowserContext, Page } from 'playwright-core'

/** What went wrong in any page of a context: breaches of the policy, scripts that ran, other hosts that were asked, errors. */
export interface Trouble { violations: string[], pwned: string[], strangers: string[], errors: string[] }

export const noTrouble: Trouble = { violations: [], pwned: [], strangers: [], errors: [] }

/** A page whose troubles are noted, of somebody who has signed in there, or of nobody (`''`). */
export async function openWatched(browser: Browser, origin: string, email: string, password = 'orderbeat-demo'): Promise<{ page: Page, context: BrowserContext, trouble: Trouble }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  const trouble: Trouble = { violations: [], pwned: [], strangers: [], errors: [] }
  await context.exposeFunction('pwned', () => trouble.pwned.push('ran'))
  await context.exposeFunction('noteViolation', (what: string) => trouble.violations.push(what))
  await context.addInitScript(() => document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber, sample }) =>
    (globalThis as unknown as { noteViolation: (what: string) => void }).noteViolation(`${violatedDirective}: ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`)))
  const page = await context.newPage()
  page.on('dialog', dialog => trouble.pwned.push(dialog.message()) && void dialog.dismiss())
  page.on('request', request => !request.url().startsWith(origin) && !/^(?:data|blob):/.test(request.url()) && trouble.strangers.push(request.url()))
  page.on('pageerror', error => trouble.errors.push(error.message))
  page.on('console', message => /Content Security Policy|Refused to/.test(message.text()) && trouble.violations.push(message.text()))
  if (email !== '') {
    await page.goto(`${origin}/sign-in`)
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /Shop|All orders/ }).waitFor()
  }
  return { page, context, trouble }
}

/** Goes there as a link in the app would, without loading the page anew. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  }, path)
  await page.waitForFunction(to => location.pathname + location.search === to && document.querySelector('h1') !== null, path)
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
}

/** Opens and closes each menu, dialog and fold of the page in turn, and says how many there were: of a list, those of its first rows. */
export async function openAll(page: Page): Promise<number> {
  const openers = page.locator(':is([popovertarget], [aria-haspopup], summary, [aria-expanded="false"]):not(:is(tr, li, article):nth-child(n + 6) *):visible')
  const count = await openers.count()
  for (let index = 0; index < count; index++) {
    await openers.nth(index).evaluate(opener => (opener as HTMLElement).click())
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.keyboard.press('Escape')
  }
  return count
}
