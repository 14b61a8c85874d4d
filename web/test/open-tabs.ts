import type { FakeApi } from './fake-api.ts'
import { spreadOrders } from '../src/orders/order-cache.ts'
import { browserWorld } from '../src/polling/poll-world.ts'
import { hearTabs } from '../src/polling/tab-news.ts'
import { fakeBrowser } from './fake-tabs.ts'
import { seconds } from './fake-time.ts'
import { mountApp } from './mount-app.ts'
import { poller } from './poller.ts'
import { ana } from './samples.ts'

/** The app in several tabs of one browser, opened a second apart. */
export async function openTabs(count: number, api: FakeApi, { accounts = [ana], openTab = fakeBrowser(), randoms = [0] } = {}) {
  const tabs = []
  for (let tab = 0; tab < count; tab++) {
    const { component, seen } = poller()
    const world = { ...browserWorld(openTab()), random: () => randoms[tab % randoms.length]! }
    const app = mountApp(component, { api, world, account: accounts[tab % accounts.length]! })
    hearTabs(world.tabs!, app.queryClient, world, (key, data) => spreadOrders(app.queryClient, key, data))
    tabs.push({ ...app, seen })
    await seconds(1)
  }
  return tabs
}
