// What `pnpm lighthouse` runs: how good the pages of a customer are on a phone, as Lighthouse sees them (its mobile preset:
// a slow phone on a slow network). Each page is looked at three times; the median is printed and held.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { chromiumCommand } from './browser.ts'
import { freePort, startShop } from './shop-server.ts'

const pages = { history: '/orders', tracker: '/orders/ONLINE-000004' }
const least = { 'performance': 95, 'accessibility': 100, 'best-practices': 100 }
type Category = keyof typeof least
type Scores = Record<Category, number>

/** What performance is made of: milliseconds, and the shift of the layout, which has no unit. */
const measures = { FCP: 'first-contentful-paint', LCP: 'largest-contentful-paint', TBT: 'total-blocking-time', CLS: 'cumulative-layout-shift', SI: 'speed-index' }
type Measures = Record<keyof typeof measures, number>

const categories = Object.keys(least) as Category[]
const profile = await mkdtemp(join(tmpdir(), 'orderbeat-lighthouse-'))
const port = await freePort()
const command = await chromiumCommand()
const shop = await startShop({ POLL_HISTORY_SECONDS: '30', POLL_TRACKER_SECONDS: '60' })
// Lighthouse works in the browser's own profile, so somebody has to be signed in there.
const browser = await chromium.launchPersistentContext(profile, { ...command, args: [...command.args, `--remote-debugging-port=${port}`] })
try {
  await signInAsAna()
  let good = true
  for (const [name, path] of Object.entries(pages)) {
    const runs: { scores: Scores, measured: Measures }[] = []
    for (let run = 0; run < 3; run++)
      runs.push(await look(shop.origin + path))
    const medians = Object.fromEntries(categories.map(category => [category, median(runs.map(({ scores }) => scores[category]))])) as Scores
    const missed = categories.filter(category => medians[category] < least[category])
    good &&= missed.length === 0
    say(`${name}: ${categories.map(category => `${category} ${medians[category]} (${runs.map(({ scores }) => scores[category]).join(', ')})`).join(', ')}${missed.length > 0 ? `, missed: ${missed.join(', ')}` : ''}`)
    say(`  ${(Object.keys(measures) as (keyof Measures)[]).map(measure => `${measure} ${inWords(measure, median(runs.map(({ measured }) => measured[measure])))}`).join(', ')}`)
  }
  process.exitCode = good ? 0 : 1
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

async function look(url: string): Promise<{ scores: Scores, measured: Measures }> {
  const result = await lighthouse(url, { port, onlyCategories: categories, logLevel: 'error' })
  const { lhr } = result!
  if (process.argv.includes('--details'))
    details(lhr)
  return {
    scores: Object.fromEntries(categories.map(category => [category, Math.round(lhr.categories[category]!.score! * 100)])) as Scores,
    measured: Object.fromEntries(Object.entries(measures).map(([name, audit]) => [name, lhr.audits[audit]!.numericValue!])) as Measures,
  }
}

function median(three: number[]): number {
  return three.toSorted((a, b) => a - b)[1]!
}

/** What holds the scores down. */
function details({ audits }: NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']): void {
  for (const audit of Object.values(audits).filter(({ score }) => score !== null && score < 1))
    say(`  ${audit.id} ${audit.score}: ${audit.displayValue ?? audit.title}`)
}

function inWords(measure: keyof Measures, value: number): string {
  return measure === 'CLS' ? value.toFixed(3) : `${Math.round(value)} ms`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
