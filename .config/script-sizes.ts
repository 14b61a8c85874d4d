import type { BuiltChunk } from '../web/worker/chunk-list-plugin.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chunkList } from '../web/worker/chunk-list-plugin.ts'
import { notForCustomers } from '../web/worker/not-for-customers.ts'

/** The most script, gzipped, that a customer page may load before it shows something, in any language: kilobytes. */
export const customerLimit = 170

/** The pages of customers. */
const customerPages = ['shop/ShopPage.vue', 'shop/CheckoutPage.vue', 'orders/OrderHistoryPage.vue', 'orders/OrderPage.vue', 'notifications/NotificationCentrePage.vue', 'telling/PreferencesPage.vue', 'session/SignInPage.vue', 'session/RegisterPage.vue']

/** What every page loads though nothing imports it at once: another language before it is shown, the rest after. */
const always = { translation: 'words/de.ts', afterwards: 'offline/OfflineBar.vue' }

/** What runs before any of it. */
const first = 'first.js'

/** Gzipped kilobytes of script that a page loads in English and in German, later on, and what of all that is none of a customer's business. */
export interface PageSize { page: string, kilobytes: number, german: number, afterwards: number, foreign: string[] }

/** What each customer page of a build loads. */
export function scriptSizes(folder: string, pages: readonly string[] = customerPages): PageSize[] {
  const chunks = JSON.parse(readFileSync(join(folder, chunkList), 'utf8')) as BuiltChunk[]
  const entry = chunks.find(chunk => chunk.entry)!.file
  const fileOf = (source: string): string => {
    const chunk = chunks.find(one => one.source?.endsWith(`/web/src/${source}`))
    if (chunk === undefined)
      throw new Error(`The build has no script of its own for ${source}: what it loads cannot be weighed.`)
    return chunk.file
  }
  const weigh = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file)), { level: 9 }).length / 1000, 0)
  return pages.map((page) => {
    const english = reached(chunks, [entry, fileOf(page)])
    const german = reached(chunks, [fileOf(always.translation)], new Set(english))
    const all = reached(chunks, [fileOf(always.afterwards)], new Set(german))
    const modules = chunks.filter(({ file }) => all.has(file)).flatMap(chunk => chunk.modules)
    return {
      page,
      kilobytes: weigh([first, ...english]),
      german: weigh([first, ...german]),
      afterwards: weigh([...all].filter(file => !german.has(file))),
      foreign: modules.filter(id => notForCustomers.test(id)).map(id => id.replace(/^.*\/(?=web\/|shared\/|node_modules\/)/, '')),
    }
  })
}

/** Everything that is loaded before `files` can run, they included. */
function reached(chunks: readonly BuiltChunk[], files: readonly string[], found = new Set<string>()): Set<string> {
  for (const file of files) {
    if (!found.has(file))
      reached(chunks, chunks.find(chunk => chunk.file === file)?.imports ?? [], found.add(file))
  }
  return found
}

/** The sizes in words, for people who build; throws with them when a page is too heavy or loads what it should not. */
export function sizesInWords(sizes: readonly PageSize[]): string {
  const inWords = (size: number): string => size.toFixed(1).padStart(7)
  const lines = sizes.map(({ page, kilobytes, german, afterwards, foreign }) => `${inWords(kilobytes)} ${inWords(german)} ${inWords(afterwards)}  ${page}${foreign.map(name => `\n    loads ${name}`).join('')}`)
  const words = `Script of customer pages in kB, gzipped: before they show something, at most ${customerLimit}; the same in German; and afterwards.\n${lines.join('\n')}`
  if (sizes.some(({ kilobytes, german, foreign }) => Math.max(kilobytes, german) > customerLimit || foreign.length > 0))
    throw new Error(words)
  return words
}
