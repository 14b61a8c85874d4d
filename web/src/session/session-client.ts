import type { QueryClient } from '@tanstack/vue-query'
import type { Client } from '../api/client.ts'
import type { useSession } from './session-store.ts'
import { refreshSession } from '@orderbeat/shared'
import { ApiError, createClient } from '../api/client.ts'
import { forgetAnswers } from '../query-client.ts'

export interface SessionParts {
  fetch: typeof fetch
  session: ReturnType<typeof useSession>
  queryClient: QueryClient
}

/** The client of a signed-in person: it renews the access token, and ends the session when that is refused. */
export function createSessionClient({ fetch, session, queryClient }: SessionParts): Client {
  let renewal: Promise<boolean> | null = null

  const client = createClient({
    fetch,
    tokens: {
      read: () => session.accessToken,
      // Polls that find the token expired together share one renewal: a refresh token is used once.
      renew: () => renewal ??= renew().finally(() => renewal = null),
    },
  })
  async function renew(): Promise<boolean> {
    try {
      session.begin(await client.call(refreshSession))
      return true
    }
    catch (error) {
      // Only the API can say that a session is over; without an answer it may well go on.
      if (!(error instanceof ApiError))
        throw error
      if (error.status === 401 || error.status === 403)
        endSession(session, queryClient)
      return false
    }
  }

  return client
}

/** Ends the session here and forgets everything that was learned in it. */
export function endSession(session: SessionParts['session'], queryClient: QueryClient): void {
  session.end()
  forgetAnswers(queryClient)
}
