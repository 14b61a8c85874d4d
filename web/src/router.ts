import type { Account } from '@orderbeat/shared'
import type { RouteLocationNormalized, RouteLocationRaw, Router, RouteRecordRaw, RouterHistory } from 'vue-router'
import { watchEffect } from 'vue'
import { createRouter } from 'vue-router'
import { verdictOn } from './app/access.ts'
import { appWords } from './app/app-words.ts'
import { demoOffer } from './session/demo-offer.ts'
import { wordsReady } from './words/speak.ts'

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'shop', component: () => import('./shop/ShopPage.vue'), meta: { access: 'anyone', title: 'shop' } },
  { path: '/checkout', name: 'basket-checkout', component: () => import('./shop/CheckoutPage.vue'), meta: { access: 'customer', title: 'checkout' } },
  { path: '/orders', name: 'orders', component: () => import('./orders/OrderHistoryPage.vue'), meta: { access: 'customer', title: 'orders' } },
  { path: '/orders/:orderId', name: 'order', component: () => import('./orders/OrderPage.vue'), props: true, meta: { access: 'customer', title: 'order' } },
  { path: '/notifications', name: 'notifications', component: () => import('./notifications/NotificationCentrePage.vue'), meta: { access: 'account', title: 'notifications' } },
  { path: '/preferences', name: 'preferences', component: () => import('./telling/PreferencesPage.vue'), meta: { access: 'account', title: 'preferences' } },
  { path: '/staff/orders', name: 'staff-orders', component: () => import('./staff/StaffOrdersPage.vue'), meta: { access: 'staff', title: 'allOrders' } },
  { path: '/staff/orders/:orderId', name: 'staff-order', component: () => import('./staff/StaffOrderPage.vue'), props: true, meta: { access: 'staff', title: 'order' } },
  { path: '/staff/figures', name: 'staff-figures', component: () => import('./figures/FiguresPage.vue'), meta: { access: 'staff', title: 'figures' } },
  { path: '/staff/admin/:part(people|keys|products)?', name: 'staff-admin', component: () => import('./admin/AdminPage.vue'), props: true, meta: { access: 'admin', title: 'admin' } },
  { path: '/playground', name: 'playground', component: () => import('./playground/PlaygroundPage.vue'), beforeEnter: onlyInDemo, meta: { access: 'customer', title: 'playground' } },
  { path: '/sign-in', name: 'sign-in', component: () => import('./session/SignInPage.vue'), meta: { access: 'anyone', title: 'signIn', entrance: true } },
  { path: '/register', name: 'register', component: () => import('./session/RegisterPage.vue'), meta: { access: 'anyone', title: 'register', entrance: true } },
  { path: '/:path(.*)*', name: 'not-found', component: () => import('./app/NotFoundPage.vue'), meta: { access: 'anyone', title: 'notFound' } },
]

/** What only a demo has is no page anywhere else. */
function onlyInDemo(to: RouteLocationNormalized): true | RouteLocationRaw {
  return demoOffer() !== null || { name: 'not-found', params: { path: to.path.slice(1).split('/') } }
}

/** Pages that stay as they are when left, by component name, so that going back is instant. Their polls rest meanwhile. */
export const keptPages = ['ShopPage', 'OrderHistoryPage', 'NotificationCentrePage', 'StaffOrdersPage']

/** Has a page loaded while it is still being found out who wants it. What few people may see waits for that. */
function fetchPage({ matched, meta }: RouteLocationNormalized): void {
  const page = matched.at(-1)?.components?.default
  if (meta.access !== 'staff' && meta.access !== 'admin' && meta.title !== 'playground' && typeof page === 'function')
    void (page as () => Promise<unknown>)().catch(() => {})
}

/** What the guards need: `restored` ends when it is known whether somebody is signed in, `account` is who. */
export interface Doorkeeper {
  restored: () => Promise<unknown>
  account: () => Account | null
}

/** The pages with their guards. What anyone may see does not wait for the session; everything else does. */
export function makeRouter(history: RouterHistory, door: Doorkeeper): Router {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (to, from, saved) => {
      if (saved !== null)
        return saved
      return to.path === from.path ? false : { top: 0 }
    },
  })
  router.beforeEach(async (to) => {
    fetchPage(to)
    if (to.meta.access !== 'anyone' || to.meta.entrance)
      await door.restored()
    return verdictOn(to, door.account())
  })
  // A page may bring words that are still on their way in its language.
  router.beforeResolve(wordsReady)
  watchEffect(() => {
    const { title } = router.currentRoute.value.meta
    if (title)
      document.title = `${appWords.titles[title]} · Orderbeat`
  }, { flush: 'sync' })
  return router
}
