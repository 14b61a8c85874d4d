import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { customerLimit, scriptSizes, sizesInWords } from './script-sizes.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach(folder => rmSync(folder, { recursive: true })))

/** A build whose files have so many kilobytes that do not get smaller by compressing. */
function built(manifest: Record<string, { imports?: string[], kilobytes: number }>): string {
  const folder = mkdtempSync(join(tmpdir(), 'orderbeat-build-'))
  folders.push(folder)
  mkdirSync(join(folder, '.vite'))
  const files = Object.entries(manifest).map(([name, { imports, kilobytes }], place) => {
    writeFileSync(join(folder, `${place}.js`), randomBytes(kilobytes * 1000))
    return [name, { file: `${place}.js`, imports }]
  })
  writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(Object.fromEntries(files)))
  return folder
}

test('a page weighs what it and the app import, each file once', () => {
  const [size] = scriptSizes(built({ 'index.html': { imports: ['vue'], kilobytes: 20 }, 'vue': { kilobytes: 40 }, 'src/shop/ShopPage.vue': { imports: ['vue'], kilobytes: 10 } }), ['shop/ShopPage'])
  expect(Math.round(size!.kilobytes)).toBe(70)
  expect(sizesInWords([size!])).toContain('kB  shop/ShopPage')
})

test('a page that is too heavy is refused', () => {
  const sizes = scriptSizes(built({ 'index.html': { kilobytes: customerLimit }, 'src/orders/OrderPage.vue': { kilobytes: 1 } }), ['orders/OrderPage'])
  expect(() => sizesInWords(sizes)).toThrow('orders/OrderPage')
})

test('a customer page that brings code of the console is refused', () => {
  const sizes = scriptSizes(built({ 'index.html': { kilobytes: 1 }, 'src/orders/OrderPage.vue': { imports: ['src/staff/StaffHands.vue'], kilobytes: 1 }, 'src/staff/StaffHands.vue': { kilobytes: 1 } }), ['orders/OrderPage'])
  expect(() => sizesInWords(sizes)).toThrow('loads src/staff/StaffHands.vue')
})

test('a page that cannot be weighed is not passed over', () => {
  expect(() => scriptSizes(built({ 'index.html': { kilobytes: 1 } }), ['orders/OrderPage'])).toThrow('no chunk of its own for orders/OrderPage')
})
