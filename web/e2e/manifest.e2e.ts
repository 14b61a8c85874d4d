import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../dist')
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.webmanifest'), 'utf8')) as Record<string, unknown> & { icons: { src: string, sizes: string, type: string, purpose?: string }[] }

test('the app can be installed: it has a name, and opens at the orders in a window of its own', () => {
  expect(manifest).toMatchObject({ name: 'Orderbeat', start_url: '/orders', display: 'standalone' })
  // What browsers want before they offer it, as it is and as a shape that systems cut.
  expect(manifest.icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`)).toEqual(['192x192 any', '512x512 any', '192x192 maskable', '512x512 maskable'])
})

test.each(manifest.icons)('$src is a PNG of the size that it is said to have', ({ src, sizes, type }) => {
  const file = readFileSync(join(folder, src))
  expect(type).toBe('image/png')
  expect(file.subarray(1, 4).toString()).toBe('PNG')
  // Width and height are the first of its header.
  expect(`${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`).toBe(sizes)
})

test('the page names it', () => {
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('<link rel="manifest" href="/manifest.webmanifest">')
})
