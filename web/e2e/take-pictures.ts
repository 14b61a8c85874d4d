// What `pnpm pictures` runs: the pictures of the README, taken from the demo shop.
import { join } from 'node:path'
import { launchBrowser } from './browser.ts'
import { signIn } from './person.ts'
import { startShop } from './shop-server.ts'

const folder = join(import.meta.dirname, '../pictures')
const [browser, shop] = await Promise.all([launchBrowser(), startShop({ POLL_HISTORY_SECONDS: '30', POLL_TRACKER_SECONDS: '60' })])
try {
  const { page } = await signIn(browser, shop.origin, 'ana@example.com', { phone: true })
  await page.goto(`${shop.origin}/orders`)
  await page.getByRole('article').nth(1).waitFor()
  await page.evaluate(() => document.fonts.ready.then(() => {}))
  await page.screenshot({ path: join(folder, 'history.png') })
  await page.goto(`${shop.origin}/orders/ONLINE-000004`)
  await page.getByText('Receipt').waitFor()
  await page.screenshot({ path: join(folder, 'tracker.png') })
}
finally {
  await browser.close()
  await shop.stop()
}
