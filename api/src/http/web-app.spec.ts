import type { Shop } from '../../test/test-shop.ts'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

const html = { accept: 'text/html,application/xhtml+xml' }
let folder: string
let shop: Shop
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orderbeat-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><head><title>The app</title></head>')
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'export {}')
  shop = await openShop({ webFolder: folder, demo: { password: 'p"&', accounts: [] } })
})
afterAll(async () => {
  await shop.close()
  await rm(folder, { recursive: true })
})

describe('the web app', () => {
  it.each(['/', '/orders', '/orders/ONLINE-000001', '/staff/orders?q=ana'])('answers %s with its one page, asked for anew each time', async (url) => {
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, headers } = await shop.app.inject({ method, url, headers: html })
      expect(statusCode).toBe(200)
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
    }
  })

  it('allows its page no script and no host but its own', async () => {
    const { headers } = await shop.app.inject({ url: '/', headers: html })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain('default-src \'self\'')
    expect(policy).toContain('base-uri \'none\'')
    expect(policy).not.toMatch(/script-src|https?:/)
  })

  it('lets files with a hash in their name be kept for ever', async () => {
    const { statusCode, headers } = await shop.app.inject({ url: '/assets/app-1a2b.js' })
    expect(statusCode).toBe(200)
    expect(headers['cache-control']).toContain('immutable')
  })

  it('offers the demo\'s accounts on the page, and nothing in a real shop', async () => {
    expect((await shop.app.inject({ url: '/' })).body).toContain('<meta name="orderbeat-demo" content="{&quot;password&quot;:&quot;p\\&quot;&amp;&quot;')
    const real = await openShop({ webFolder: folder })
    expect((await real.app.inject({ url: '/' })).body).not.toContain('demo')
    await real.close()
  })

  it('says the shop\'s time zone on the page, for those who look from another one', async () => {
    expect((await shop.app.inject({ url: '/orders', headers: html })).body).toContain('<meta name="orderbeat-time-zone" content="Europe/Berlin">')
  })

  it.each(['/assets/missing.js', '/api/v1/missing', '/..%2f..%2fetc/passwd'])('answers %s, which is no page, with a problem', async (url) => {
    const { statusCode, headers } = await shop.app.inject({ url })
    expect(statusCode).toBe(404)
    expect(headers['content-type']).toBe('application/problem+json')
  })
})
