import type { Account, Input, Session } from '@orderbeat/shared'
import { logIn, logOut, refreshSession, register } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { ApiError, ConnectionError, useClient } from '../api/client.ts'
import { forgetAnswers } from '../query-client.ts'
import { endKeptAccount, forgetDevice, keepAccount, keptAccount, signedOutUnheard } from './kept-account.ts'
import { endSession, isRefusal } from './session-client.ts'
import { useSession } from './session-store.ts'

/** How long whoever this device knows waits for the API before they see what was last known, in milliseconds. */
const patience = 3000

/** What a person can do about being signed in. `signIn` and `register` reject with the API's problem. */
export function useSessionActions() {
  const client = useClient()
  const session = useSession()
  const queryClient = useQueryClient()

  function begin(started: Session): void {
    // Whoever was shown what the device knows of them keeps what they look at.
    if (started.account.id !== session.account?.id)
      forgetAnswers(queryClient)
    keepAccount(started.account)
    signedOutUnheard.forget()
    session.begin(started)
  }

  async function tellSignedOut(): Promise<void> {
    await client.call(logOut).then(signedOutUnheard.forget, error => error instanceof ApiError && signedOutUnheard.forget())
  }

  /** Goes on with the session that the cookie stands for. Only the API's word ends what the device knows. */
  async function goOn(known: Account | null): Promise<void> {
    try {
      const started = await client.call(refreshSession)
      // Meanwhile somebody may have signed in by hand, or out.
      if (session.accessToken === null && (!session.restored || session.account !== null))
        begin(started)
    }
    catch (error) {
      if (!isRefusal(error))
        return
      endKeptAccount(known?.id)
      if (session.account !== null && session.accessToken === null)
        endSession(session, queryClient)
    }
  }

  /** The email address of a registration that got no answer: the account may be there. */
  let unanswered: string | null = null

  /** An account that is there after a lost answer is most likely this person's own, whose password says so. */
  async function enterOwn({ email, password }: Input<typeof logIn>['body'], taken: ApiError): Promise<Session> {
    return client.call(logIn, { body: { email, password } }).catch((error) => {
      throw error instanceof ApiError && error.code === 'invalid-credentials' ? taken : error
    })
  }

  return {
    async signIn(body: Input<typeof logIn>['body']): Promise<void> {
      begin(await client.call(logIn, { body }))
    },

    /** Again after a lost answer it goes on with the account that the first try has opened. */
    async register(body: Input<typeof register>['body']): Promise<void> {
      const again = unanswered === body.email
      try {
        begin(await client.call(register, { body }).catch((error) => {
          if (again && error instanceof ApiError && error.code === 'email-taken')
            return enterOwn(body, error)
          throw error
        }))
      }
      catch (error) {
        if (error instanceof ConnectionError || (error instanceof ApiError && error.status >= 500))
          unanswered = body.email
        throw error
      }
    },

    /** Signs out here at once. When the API cannot be told now, it is told on the next visit, before anything else. */
    async signOut(): Promise<void> {
      forgetDevice()
      endSession(session, queryClient)
      signedOutUnheard.note()
      await tellSignedOut()
    },

    /**
     * Goes on with the session of the last visit, if its cookie still holds. Whom the device knows goes on without the API,
     * when it does not answer. Never rejects.
     */
    async restore(): Promise<void> {
      if (session.restored)
        return
      if (signedOutUnheard.is()) {
        await tellSignedOut()
        session.restored = true
        return
      }
      const known = keptAccount()
      const asked = goOn(known)
      let timer: ReturnType<typeof setTimeout> | undefined
      if (known !== null)
        await Promise.race([asked, new Promise(resolve => timer = setTimeout(resolve, patience))])
      else
        await asked
      clearTimeout(timer)
      if (known !== null && session.account === null && keptAccount()?.id === known.id)
        session.resume(known)
      session.restored = true
    },
  }
}
