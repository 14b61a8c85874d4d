import type { Account, Session } from '@orderbeat/shared'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

/** Who is signed in. It lives in memory only: the refresh cookie, which no script can read, outlives the page. */
export const useSession = defineStore('session', () => {
  const account = shallowRef<Account | null>(null)
  const accessToken = ref<string | null>(null)
  const expiresAt = ref<string | null>(null)
  /** Whether the attempt to go on with the last session is over, however it went. */
  const restored = ref(false)

  function begin(session: Session): void {
    account.value = session.account
    accessToken.value = session.accessToken
    expiresAt.value = session.expiresAt
    restored.value = true
  }

  /**
   * Goes on as whom the device knows, while the API cannot be asked: there is no token, so nothing can be asked for before
   * the session is renewed.
   */
  function resume(known: Account): void {
    account.value = known
    restored.value = true
  }

  function end(): void {
    account.value = null
    accessToken.value = null
    expiresAt.value = null
  }

  return { account, accessToken, expiresAt, restored, signedIn: computed(() => account.value !== null), begin, resume, end }
})
