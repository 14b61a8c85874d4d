import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A built file as Vite's manifest describes it. */
interface Chunk { file: string, imports?: string[], isDynamicEntry?: boolean }
type Manifest = Record<string, Chunk>

/** The most script, gzipped, that a customer page may load before it shows something: kilobytes. */
export const customerLimit = 170

/** The pages of customers, and what none of them may load with itself. */
const customerPages = ['shop/ShopPage', 'shop/CheckoutPage', 'orders/OrderHistoryPage', 'orders/OrderPage', 'notifications/NotificationCentrePage', 'telling/PreferencesPage', 'session/SignInPage', 'session/RegisterPage']
const notForCustomers = /^src\/(?:staff|admin|figures|playground)\/|chart\.js/

export interface PageSize { page: string, kilobytes: number, foreign: string[] }

/** What each customer page of a build loads at first: gzipped kilobytes of script, and what of it is none of a customer's business. */
export function scriptSizes(folder: string, pages: readonly string[] = customerPages): PageSize[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  return pages.map((page) => {
    const entry = `src/${page}.vue`
    if (manifest[entry] === undefined)
      throw new Error(`The build has no chunk of its own for ${page}: what it loads cannot be weighed.`)
    const loaded = [...reached(manifest, ['index.html', entry])]
    const bytes = loaded.map(name => manifest[name]!.file).filter(file => file.endsWith('.js')).map(file => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length)
    return { page, kilobytes: bytes.reduce((sum, size) => sum + size, 0) / 1000, foreign: loaded.filter(name => notForCustomers.test(name)) }
  })
}

/** Everything that is loaded before `names` can run. */
function reached(manifest: Manifest, names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (!found.has(name))
      reached(manifest, manifest[name]!.imports ?? [], found.add(name))
  }
  return found
}

/** The sizes in words, for people who build; throws with them when a page is too heavy or loads what it should not. */
export function sizesInWords(sizes: readonly PageSize[]): string {
  const lines = sizes.map(({ page, kilobytes, foreign }) => `${kilobytes.toFixed(1).padStart(7)} kB  ${page}${foreign.map(name => `  loads ${name}`).join('')}`)
  const words = `Script of customer pages, gzipped, at most ${customerLimit} kB:\n${lines.join('\n')}`
  if (sizes.some(({ kilobytes, foreign }) => kilobytes > customerLimit || foreign.length > 0))
    throw new Error(words)
  return words
}
