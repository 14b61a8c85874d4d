// What `pnpm lighthouse` runs: how good the pages of a customer are on a phone, as Lighthouse sees them (its mobile preset:
// a slow phone on a slow network). Each page is looked at several times; the median is printed, held, and kept for the README.
import type { Result } from 'lighthouse/types/lh.js'
import type { PageReport } from './lighthouse-report.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { listOrders } from '@orderbeat/shared'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { apiOf } from './api-of.ts'
import { chromiumCommand } from './browser.ts'
import { figureOf, inWords, keepReport } from './lighthouse-report.ts'
import { holdToShown, withReadableText } from './lighthouse-shown.ts'
import { freePort, startShop } from './shop-server.ts'
import { watchStolenTime } from './stolen-time.ts'

const least = { 'performance': 95, 'accessibility': 100, 'best-practices': 100 }
type Category = keyof typeof least

/** What performance is made of: milliseconds, and the shift of the layout, which has no unit. */
const measures = { FCP: 'first-contentful-paint', LCP: 'largest-contentful-paint', TBT: 'total-blocking-time', CLS: 'cumulative-layout-shift', SI: 'speed-index' }

/** Of a look's time a host may give so much to others. More of it tells of the neighbours, not of the page: it is looked at again. */
const mostStolen = 0.02

const runs = 5
const mostLooks = 12
let disturbed = 0
const categories = Object.keys(least) as Category[]
const profile = await mkdtemp(join(tmpdir(), 'orderbeat-lighthouse-'))
const port = await freePort()
const command = await chromiumCommand()
const shop = await startShop({ POLL_HISTORY_SECONDS: '30', POLL_TRACKER_SECONDS: '60' })
// Lighthouse works in the browser's own profile, so somebody has to be signed in there.
const browser = await chromium.launchPersistentContext(profile, { ...command, args: [...command.args, `--remote-debugging-port=${port}`] })
try {
  await signInAsAna()
  // An order of hers that is under way is on both pages.
  const { orders } = await (await apiOf(shop.origin, 'ana@example.com'))(listOrders)
  const { number } = orders.find(({ fulfilmentStatus }) => fulfilmentStatus === 'shipped')!
  const pages: PageReport[] = []
  let version = ''
  for (const [page, path] of Object.entries({ history: '/orders', tracker: `/orders/${number}` })) {
    const results = await calmLooks(shop.origin + path, number)
    version = results[0]!.lighthouseVersion
    const scores = Object.fromEntries(categories.map(category => [category, figureOf(results.map(result => Math.round(result.categories[category]!.score! * 100)))]))
    const missed = categories.filter(category => scores[category]!.median < least[category])
    pages.push({ page, scores, measures: Object.fromEntries(Object.entries(measures).map(([name, audit]) => [name, figureOf(results.map(result => result.audits[audit]!.numericValue!))])) })
    say(`${page}: ${categories.map(category => `${category} ${inWords(scores[category]!)}`).join(', ')}${missed.length > 0 ? `, missed: ${missed.join(', ')}` : ''}`)
    say(`  ${Object.entries(pages.at(-1)!.measures).map(([name, figure]) => `${name} ${inWords(figure, name === 'CLS' ? 3 : 0)}`).join(', ')}`)
    if (missed.length > 0)
      process.exitCode = 1
  }
  say(`${disturbed} looks left out because of the computer's host`)
  keepReport({ on: `Lighthouse ${version}, Chromium ${browser.browser()!.version()}, Node ${process.version}, ${cpus().length} cores of ${cpus()[0]!.model.trim()}`, runs, pages })
}
finally {
  await browser.close()
  await shop.stop()
  await rm(profile, { recursive: true, force: true })
}

async function signInAsAna(): Promise<void> {
  const page = await browser.newPage()
  await page.goto(`${shop.origin}/sign-in`)
  await page.getByLabel('Email').fill('ana@example.com')
  await page.getByLabel('Password', { exact: true }).fill('orderbeat-demo')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
  await page.close()
}

/** As many as are wanted that had the computer for themselves. */
async function calmLooks(url: string, wanted: string): Promise<Result[]> {
  const results: Result[] = []
  for (let looks = 0; results.length < runs; looks++) {
    if (looks === mostLooks)
      throw new Error(`Only ${results.length} of ${mostLooks} looks at ${url} had the computer for themselves.`)
    const stolen = watchStolenTime()
    const result = await look(url, wanted)
    if (stolen() > mostStolen)
      disturbed++
    else
      results.push(result)
  }
  return results
}

async function look(url: string, wanted: string): Promise<Result> {
  const { lhr } = (await lighthouse(url, { port, logLevel: 'error' }, withReadableText(categories)))!
  holdToShown(lhr, url, wanted)
  if (process.argv.includes('--details'))
    details(lhr)
  return lhr
}

/** What holds the scores down. */
function details({ audits }: Result): void {
  for (const audit of Object.values(audits).filter(({ score }) => score !== null && score < 1))
    say(`  ${audit.id} ${audit.score}: ${audit.displayValue ?? audit.title}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
