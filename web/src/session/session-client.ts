import type { QueryClient } from '@tanstack/vue-query'
import type { Client } from '../api/client.ts'
import type { useSession } from './session-store.ts'
import { refreshSession } from '@orderbeat/shared'
import { ApiError, ConnectionError, createClient } from '../api/client.ts'
import { forgetAnswers } from '../query-client.ts'
import { endKeptAccount, keepAccount } from './kept-account.ts'

export interface SessionParts {
  fetch: typeof fetch
  session: ReturnType<typeof useSession>
  queryClient: QueryClient
}

/**
 * The client of a signed-in person: it renews the access token, and ends the session when that is refused or when the
 * cookie has become somebody else's, who signed in in another tab. Any other failure says nothing about the session.
 */
export function createSessionClient({ fetch, session, queryClient }: SessionParts): Client {
  let renewal: { of: string, ended: Promise<boolean> } | null = null

  const client = createClient({
    fetch,
    tokens: {
      read: () => session.accessToken,
      owner: () => session.account?.id ?? null,
      renew: async () => session.account !== null && sharedRenewal(session.accessToken ?? ''),
    },
  })

  /** Polls that find the token expired together share one renewal: a refresh token is used once. */
  function sharedRenewal(token: string): Promise<boolean> {
    if (renewal?.of === token)
      return renewal.ended
    const started = { of: token, ended: renew(token).finally(() => renewal = renewal === started ? null : renewal) }
    renewal = started
    return started.ended
  }

  async function renew(token: string): Promise<boolean> {
    const renewed = await client.call(refreshSession).catch(refusal)
    // Signed out, or in anew: it was asked for a session that is no more.
    if (session.account === null || (session.accessToken ?? '') !== token)
      return false
    if (renewed === null || renewed.account.id !== session.account.id) {
      endKeptAccount(session.account.id)
      endSession(session, queryClient)
      return false
    }
    keepAccount(renewed.account)
    session.begin(renewed)
    return true
  }

  return client
}

/** Null for the API's word that a session is over; anything else may pass, and is thrown as what passes. */
function refusal(error: unknown): null {
  if (isRefusal(error))
    return null
  const status = error instanceof ApiError ? error.status : 0
  throw status === 0 || status === 429 || status >= 500 ? error : new ConnectionError('The session could not be renewed', { cause: error })
}

/** The API's word that there is no such session, or not any more. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403)
}

/** Ends the session here and forgets everything that was learned in it. */
export function endSession(session: SessionParts['session'], queryClient: QueryClient): void {
  session.end()
  forgetAnswers(queryClient)
}
