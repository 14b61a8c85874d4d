import type { Browser } from 'playwright-core'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium, launchBrowser } from './browser.ts'

describe.skipIf(await findChromium() === null)('the browser that the tests use', () => {
  let browser: Browser
  const server = createServer((request, answer) => {
    const script = request.url === '/sw.js'
    answer.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
    answer.end(script ? 'self.onfetch = () => {}' : '<!doctype html><title>page</title><p id="a">iiiiii<p id="b">WWWWWW')
  })
  beforeAll(async () => {
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server.close()
  })

  function origin(): string {
    const address = server.address()
    return `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  }

  test('has what a page on localhost may use: crypto, locks, service workers', async () => {
    const page = await browser.newPage()
    await page.goto(origin())
    expect(await page.evaluate(async () => ({
      hash: (await crypto.subtle.digest('SHA-256', new Uint8Array(1))).byteLength,
      lock: await navigator.locks.request('beat', async () => 'held'),
      worker: (await navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)).active !== null,
    }))).toEqual({ hash: 32, lock: 'held', worker: true })
  })

  test('keeps web security: another origin cannot be read', async () => {
    const page = await browser.newPage()
    await page.goto(origin())
    const other = origin().replace('localhost', '127.0.0.1')
    expect(await page.evaluate(url => fetch(url).then(() => 'read', () => 'refused'), other)).toBe('refused')
  })

  test('draws text with a real font', async () => {
    const page = await browser.newPage()
    await page.goto(origin())
    const widths = await page.evaluate(() => ['a', 'b'].map((id) => {
      const range = document.createRange()
      range.selectNodeContents(document.getElementById(id)!)
      return range.getBoundingClientRect().width
    }))
    expect(widths[1]).toBeGreaterThan(widths[0]! * 2)
  })
})
