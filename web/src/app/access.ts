import type { Account, Role } from '@orderbeat/shared'
import type { RouteLocationNormalized, RouteLocationRaw } from 'vue-router'
import type { appWords } from './app-words.ts'

/** Who may see a page: everyone, whoever is signed in, or one kind of account. Staff means staff and admin. */
export type PageAccess = 'anyone' | 'account' | 'customer' | 'staff' | 'admin'

declare module 'vue-router' {
  interface RouteMeta {
    access: PageAccess
    /** Names the tab. */
    title: keyof typeof appWords.titles
    /** A way in, for nobody who is in already. */
    entrance?: true
  }
}

/** Where an account starts. */
export function startOf(role: Role): RouteLocationRaw {
  return { name: role === 'customer' ? 'shop' : 'staff-orders' }
}

/** Whether `account` may see the page, or where to go instead. After signing in one comes back to where one wanted to go. */
export function verdictOn(to: Pick<RouteLocationNormalized, 'meta' | 'path' | 'fullPath' | 'query'>, account: Account | null): true | RouteLocationRaw {
  const { access, entrance } = to.meta
  if (account === null)
    return access === 'anyone' || { name: 'sign-in', query: { then: to.fullPath } }
  if (entrance)
    return wantedPage(to.query.then) ?? startOf(account.role)
  const shopper = account.role === 'customer'
  const foreign = (access === 'customer' && !shopper) || (access === 'staff' && shopper) || (access === 'admin' && account.role !== 'admin')
  return foreign || (to.path === '/' && !shopper) ? startOf(account.role) : true
}

/** A path of this app from the address; anything else is not followed. */
export function wantedPage(then: unknown): string | null {
  return typeof then === 'string' && /^\/(?![/\\])/.test(then) ? then : null
}
