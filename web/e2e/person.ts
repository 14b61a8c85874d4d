import type { NotificationPage } from '@orderbeat/shared'
import type { Browser, Page, Request } from 'playwright-core'
import { endpoints, listNotifications, logIn, urlOf } from '@orderbeat/shared'

/** A toast as it appeared: `own` for what the person did, `news` for a stored notification. */
export interface SeenToast { kind: string, tone: string, text: string }

/** Somebody at a browser of their own. */
export interface Person {
  page: Page
  /** Every toast that has appeared since the page was opened, once each. */
  toasts: () => Promise<SeenToast[]>
  /** Puts the toasts away, so that the next ones need no digest. */
  closeToasts: () => Promise<void>
  /** How often the page was loaded. */
  loads: () => number
  /** Requests that went to another host than the shop's. */
  strangers: string[]
  /** What the console called an error, but for answers that the app expects: to a session that is over, and to a poll of a late server. */
  errors: string[]
  notifications: () => Promise<NotificationPage>
}

const polled = endpoints.filter(({ config }) => config.poll !== undefined).map(({ url }) => new RegExp(`^${url.replaceAll(/:\w+/g, '[^/]+')}$`))

function isPoll(request: Request): boolean {
  const { pathname } = new URL(request.url())
  return request.method() === 'GET' && polled.some(path => path.test(pathname))
}

/** Opens a browser context and signs in through the page. */
export async function signIn(browser: Browser, origin: string, email: string, options: { phone?: boolean, serviceWorkers?: 'allow' | 'block' } = {}): Promise<Person> {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: options.serviceWorkers ?? 'allow', viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 900 } })
  await context.addInitScript(keepToasts)
  const page = await context.newPage()
  let loads = 0
  const strangers: string[] = []
  const errors: string[] = []
  page.on('load', () => loads++)
  page.on('request', request => new URL(request.url()).origin !== origin && !request.url().startsWith('data:') && strangers.push(request.url()))
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => message.type() === 'error' && !/401|status of 503/.test(message.text()) && errors.push(message.text()))
  // A busy machine may have a poll turned away, which is asked again; nothing else ever is.
  page.on('response', answer => answer.status() === 503 && !isPoll(answer.request()) && errors.push(`503 to ${answer.request().method()} ${answer.url()}`))
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: /Shop|All orders/ }).waitFor()
  return {
    page,
    strangers,
    errors,
    loads: () => loads,
    toasts: () => page.evaluate(() => (globalThis as unknown as { seenToasts: SeenToast[] }).seenToasts),
    notifications: () => readNotifications(origin, email),
    async closeToasts() {
      const toasts = page.locator('[role="status"][data-tone]')
      // Pressed in the page itself: a toast that is just going by itself never holds still for a pointer.
      await toasts.getByRole('button', { name: 'Close' }).evaluateAll(buttons => buttons.forEach(button => (button as HTMLElement).click()))
      await toasts.first().waitFor({ state: 'detached' })
    },
  }
}

/** Runs in the page: notes every toast that is put into the document, but not the empty copies Vue tries its transitions on. */
function keepToasts(): void {
  const seen: SeenToast[] = []
  Object.assign(globalThis, { seenToasts: seen })
  new MutationObserver((mutations) => {
    for (const node of mutations.flatMap(mutation => [...mutation.addedNodes])) {
      if (node instanceof HTMLElement && node.matches('[role="status"][data-tone]:has(.text)'))
        seen.push({ kind: node.dataset.kind!, tone: node.dataset.tone!, text: node.querySelector('.text')!.textContent.trim().replaceAll(/\s+/g, ' ') })
    }
  }).observe(document, { childList: true, subtree: true })
}

async function readNotifications(origin: string, email: string): Promise<NotificationPage> {
  const signedIn = await fetch(origin + urlOf(logIn), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: 'orderbeat-demo' }) })
  const { accessToken } = await signedIn.json() as { accessToken: string }
  const answer = await fetch(origin + urlOf(listNotifications, { query: { limit: 100 } }), { headers: { authorization: `Bearer ${accessToken}` } })
  return await answer.json() as NotificationPage
}
