import type { QueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import type { useSession } from '../session/session-store.ts'
import { listNotifications } from '@orderbeat/shared'
import { computed, effectScope, shallowRef, watch } from 'vue'
import { recordOf } from '../polling/poll-book.ts'
import { pollKey } from '../polling/poll-request.ts'

export interface Connection {
  /** Nothing is known to come through: what is shown may be old. */
  offline: Readonly<Ref<boolean>>
  /** The browser says that there is no network, and nothing has come through since. */
  cut: Readonly<Ref<boolean>>
  /** Grows with every sign that something may come through again. */
  signs: Readonly<Ref<number>>
}

/**
 * How the connection is, from the browser's word and from the poll that goes on every page. The browser's "online" only
 * says that there is a network, an answer says that the shop is reached. Lives as long as the app.
 */
export function followConnection(queryClient: QueryClient, session: ReturnType<typeof useSession>): Connection {
  return effectScope(true).run(() => {
    const cut = shallowRef(!navigator.onLine)
    const signs = shallowRef(0)
    const record = computed(() => session.account === null ? null : recordOf(queryClient, pollKey(listNotifications, session.account.id, {})))
    const reached = (): void => {
      cut.value = false
      signs.value++
    }
    window.addEventListener('offline', () => cut.value = true)
    window.addEventListener('online', reached)
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && signs.value++)
    watch(() => record.value?.pulse, (pulse, before) => pulse !== undefined && pulse > (before ?? 0) && reached(), { flush: 'sync' })
    watch(() => session.accessToken, token => token !== null && signs.value++)
    const offline = computed(() => cut.value || record.value?.failure === 'unanswered' || (session.signedIn && session.accessToken === null))
    return { offline, cut, signs }
  })!
}
