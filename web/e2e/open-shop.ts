import type { Browser } from 'playwright-core'
import type { ShopServer } from './shop-server.ts'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from './browser.ts'
import { startShop } from './shop-server.ts'

/** A browser, and a shop with these settings, for the tests of a `describe`: both are there before its first one, and ended after its last. */
export function openShop(settings: Record<string, string> = {}): { browser: Browser, shop: ShopServer } {
  const here = {} as { browser: Browser, shop: ShopServer }
  beforeAll(async () => {
    [here.browser, here.shop] = await Promise.all([launchBrowser(), startShop(settings)])
  })
  afterAll(async () => {
    await here.browser?.close()
    await here.shop?.stop()
  })
  return here
}
