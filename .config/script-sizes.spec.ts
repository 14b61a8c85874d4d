import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { afterEach, expect, test } from 'vitest'
import { chunkListPlugin } from '../web/worker/chunk-list-plugin.ts'
import { customerLimit, scriptSizes, sizesInWords } from './script-sizes.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach(folder => rmSync(folder, { recursive: true })))

/** A text of so many kilobytes that does not get much smaller by compressing, in a statement that no build drops. */
const heavy = (kilobytes: number) => `globalThis.heavy = '${randomBytes(kilobytes * 500).toString('hex')}'\n`

const pages = ['orders/OrderPage.vue']

/** An app with these sources, built. Its one page is that of an order. */
async function sizesOf(sources: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'orderbeat-build-'))
  folders.push(folder)
  const root = join(folder, 'web')
  const app = {
    'index.html': '<script type="module" src="/src/main.ts"></script>',
    'public/first.js': '',
    'src/main.ts': 'void import(\'./orders/OrderPage.vue\'), import(\'./words/de.ts\'), import(\'./offline/OfflineBar.vue\')\n',
    'src/orders/OrderPage.vue': 'globalThis.page = true\n',
    'src/words/de.ts': 'globalThis.words = true\n',
    'src/offline/OfflineBar.vue': 'globalThis.bar = true\n',
    ...sources,
  }
  for (const [name, text] of Object.entries(app)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  // A component is as good as a script here.
  const script = { name: 'script', enforce: 'pre' as const, transform: (_: string, id: string) => id.endsWith('.vue') ? { moduleType: 'js' as const } : undefined }
  await build({ root, configFile: false, logLevel: 'silent', plugins: [script, chunkListPlugin()], build: { modulePreload: { polyfill: false } } })
  return scriptSizes(join(root, 'dist'), pages)
}

test('a page weighs what runs first, the app, itself and what they share, once; another language and what comes afterwards beside it', async () => {
  const [size] = await sizesOf({
    'public/first.js': heavy(20),
    'src/main.ts': `import './shared.ts'\n${heavy(20)}void import('./orders/OrderPage.vue'), import('./words/de.ts'), import('./offline/OfflineBar.vue')\n`,
    'src/shared.ts': heavy(40),
    'src/orders/OrderPage.vue': `import '../shared.ts'\n${heavy(10)}`,
    'src/words/de.ts': heavy(30),
    'src/offline/OfflineBar.vue': `import '../shared.ts'\n${heavy(50)}`,
  })
  // Hexadecimal digits are half noise: gzip finds that out.
  const whole = ({ kilobytes, german, afterwards }: typeof size & object) => [kilobytes, german, afterwards].map(size => Math.round(size * 2 / 11.3) * 10)
  expect(whole(size!)).toEqual([90, 120, 50])
  expect(sizesInWords([size!])).toContain('  orders/OrderPage.vue')
})

test('a page that is too heavy in any language is refused', async () => {
  const sizes = await sizesOf({ 'src/words/de.ts': heavy(2 * customerLimit) })
  expect(sizes[0]!.kilobytes).toBeLessThan(2)
  expect(() => sizesInWords(sizes)).toThrow('orders/OrderPage')
})

test.each([
  ['in the page itself', { 'src/orders/OrderPage.vue': 'import { says } from \'../staff/says.ts\'\nglobalThis.page = says\n' }],
  ['in what all pages load', { 'src/main.ts': 'import { says } from \'./staff/says.ts\'\nglobalThis.app = says\nvoid import(\'./orders/OrderPage.vue\'), import(\'./words/de.ts\'), import(\'./offline/OfflineBar.vue\')\n' }],
  ['in what is loaded afterwards', { 'src/offline/OfflineBar.vue': 'import { says } from \'../staff/says.ts\'\nglobalThis.bar = says\n' }],
  ['in a part that a page shares with the console', {
    'src/main.ts': 'void import(\'./orders/OrderPage.vue\'), import(\'./words/de.ts\'), import(\'./offline/OfflineBar.vue\'), import(\'./staff/StaffPage.vue\')\n',
    'src/orders/OrderPage.vue': 'import { says } from \'../staff/says.ts\'\nglobalThis.page = says\n',
    'src/staff/StaffPage.vue': 'import { says } from \'./says.ts\'\nglobalThis.staff = says\n',
  }],
])('code of the console %s is refused', async (_, sources) => {
  const sizes = await sizesOf({ 'src/staff/says.ts': 'export const says = [Math.random()]\n', ...sources })
  expect(() => sizesInWords(sizes)).toThrow('loads web/src/staff/says.ts')
})

test('what only the console loads is its own business', async () => {
  const sizes = await sizesOf({
    'src/main.ts': 'void import(\'./orders/OrderPage.vue\'), import(\'./words/de.ts\'), import(\'./offline/OfflineBar.vue\'), import(\'./staff/StaffPage.vue\')\n',
    'src/staff/StaffPage.vue': 'globalThis.staff = true\n',
  })
  expect(sizes[0]!.foreign).toEqual([])
})

test('a page that cannot be weighed is not passed over', async () => {
  await expect(sizesOf({ 'src/main.ts': 'void import(\'./words/de.ts\'), import(\'./offline/OfflineBar.vue\')\n' })).rejects.toThrow('no script of its own for orders/OrderPage')
})
