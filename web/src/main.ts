import type { QueryKey } from '@tanstack/vue-query'
import type { AskedAhead } from './api/asked-ahead.ts'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import { createWebHistory } from 'vue-router'
import { takingAhead } from './api/asked-ahead.ts'
import { clientKey } from './api/client.ts'
import App from './App.vue'
import { followColours } from './app/colour-mode.ts'
import { exactTime } from './formats/time.ts'
import { spreadOrders } from './orders/order-cache.ts'
import { countRequests } from './polling/poll-cost.ts'
import { browserTabs, browserWorld, pollWorldKey } from './polling/poll-world.ts'
import { hearTabs } from './polling/tab-news.ts'
import { createQueryClient } from './query-client.ts'
import { makeRouter } from './router.ts'
import { keptAccount, onOtherAccount } from './session/kept-account.ts'
import { useSessionActions } from './session/session-actions.ts'
import { createSessionClient, endSession } from './session/session-client.ts'
import { useSession } from './session/session-store.ts'
import { onPressedNotice } from './telling/browser-notice.ts'
import { books } from './words/books.ts'
import { followLanguage, readBy } from './words/speak.ts'
import './styles/main.css'

followColours()
const spoken = followLanguage(books, keptAccount()?.id)
countRequests()

const app = createApp(App)
const queryClient = createQueryClient()
app.use(createPinia())
app.use(VueQueryPlugin, { queryClient })

const session = useSession()
const tabs = browserTabs()
const world = { ...browserWorld(tabs), recall: async (key: QueryKey) => (await import('./offline/device.ts')).recall(key) }
app.provide(pollWorldKey, world)
if (tabs !== null)
  hearTabs(tabs, queryClient, world, (key, data) => spreadOrders(queryClient, key, data))
const { orderbeatAhead } = globalThis as { orderbeatAhead?: AskedAhead }
const ask = takingAhead((input, init) => fetch(input, init), orderbeatAhead, { now: Date.now })
app.provide(clientKey, createSessionClient({ fetch: ask, session, queryClient }))

// Another tab has signed out, or somebody else in: this one is not theirs any more.
onOtherAccount(other => session.account !== null && other?.id !== session.account.id && endSession(session, queryClient))

// Asked once, at once: pages that need somebody wait for the answer, the shop does not.
const restored = app.runWithContext(() => useSessionActions().restore())
watch(() => session.restored ? session.account?.id ?? null : undefined, id => id !== undefined && void readBy(id))
const router = makeRouter(createWebHistory(), { restored: () => restored, account: () => session.account })
app.use(router)
onPressedNotice(path => void router.push(path))
// Another language than English is not there yet. Without its words the app speaks English.
// In tasks of their own, so that a slow phone has room for something else in between: the page that is wanted is asked for first.
// The first format of all takes such a phone a tenth of a second, and every page needs some.
void spoken.then(() => {
  setTimeout(() => exactTime(0))
  setTimeout(() => app.mount('#app'))
})
