import type { Session } from '@orderbeat/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '../sessions/session-service.ts'
import type { AccessTokens } from './access-tokens.ts'
import { authBase } from '@orderbeat/shared'
import { UnauthenticatedError } from '../sessions/session-errors.ts'

/** Puts sessions into answers: the refresh token into a cookie that no script can read, the access token into the body. */
export function createSessionCookie(tokens: AccessTokens, publicOrigin: string) {
  const secure = publicOrigin.startsWith('https:')
  const name = secure ? '__Secure-orderbeat-refresh' : 'orderbeat-refresh'
  const options = { path: authBase, httpOnly: true, sameSite: 'strict', secure } as const
  const find = (request: FastifyRequest): string | null => request.cookies[name] || null
  return {
    open(reply: FastifyReply, signedIn: SignedIn): Session {
      const { accessToken, expiresAt } = tokens.issue(signedIn.account)
      void reply.header('cache-control', 'no-store').setCookie(name, signedIn.refreshToken, { ...options, expires: new Date(signedIn.refreshUntil) })
      return { accessToken, expiresAt: new Date(expiresAt).toISOString(), account: signedIn.account }
    },
    close: (reply: FastifyReply): void => void reply.clearCookie(name, options),
    find,
    /** Throws UnauthenticatedError when there is no cookie. */
    read(request: FastifyRequest): string {
      const token = find(request)
      if (token === null)
        throw new UnauthenticatedError()
      return token
    },
  }
}

export type SessionCookie = ReturnType<typeof createSessionCookie>
