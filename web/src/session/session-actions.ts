import type { Input, Session } from '@orderbeat/shared'
import { logIn, logOut, refreshSession, register } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { useClient } from '../api/client.ts'
import { forgetAnswers } from '../query-client.ts'
import { endSession } from './session-client.ts'
import { useSession } from './session-store.ts'

/** What a person can do about being signed in. `signIn` and `register` reject with the API's problem. */
export function useSessionActions() {
  const client = useClient()
  const session = useSession()
  const queryClient = useQueryClient()

  function begin(started: Session): void {
    forgetAnswers(queryClient)
    session.begin(started)
  }

  return {
    async signIn(body: Input<typeof logIn>['body']): Promise<void> {
      begin(await client.call(logIn, { body }))
    },

    async register(body: Input<typeof register>['body']): Promise<void> {
      begin(await client.call(register, { body }))
    },

    /** Signs out here at once, whether or not the API can be told. */
    async signOut(): Promise<void> {
      endSession(session, queryClient)
      await client.call(logOut).catch(() => undefined)
    },

    /** Goes on with the session of the last visit, if its cookie still holds. Never rejects. */
    async restore(): Promise<void> {
      if (session.restored)
        return
      try {
        begin(await client.call(refreshSession))
      }
      catch {
        // Without a cookie that holds, one starts signed out.
      }
      session.restored = true
    },
  }
}
