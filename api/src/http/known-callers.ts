import type { Actor } from '@orderbeat/shared'
import type { AccessTokens } from './access-tokens.ts'
import { RecentMap } from '../recent-map.ts'

/** More than the customers of a busy node: a memory smaller than that would cost more than none. */
const most = 50_000

export interface KnownCallers {
  /** Whom an `Authorization` header speaks for; null when it is not the bearer of a token of ours that holds now. */
  identify: (authorization: string | undefined) => Actor | null
}

/**
 * Verifies a token once, not once per poll: who it speaks for is remembered by its exact bytes until it ends.
 * Whoever is shut out stops at the next refresh, at the latest when the token ends.
 */
export function createKnownCallers(tokens: AccessTokens, clock: () => number): KnownCallers {
  const known = new RecentMap<string, { authorization: string, caller: Actor, endsAt: number }>(most)

  function verify(authorization: string): Actor | null {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? []
    const claims = token === undefined ? null : tokens.verify(token)
    if (claims === null)
      return null
    const caller = Object.freeze({ kind: claims.role, id: claims.sub, name: claims.name })
    known.set(markOf(authorization), { authorization, caller, endsAt: claims.exp * 1000 })
    return caller
  }

  return {
    identify(authorization = '') {
      const held = known.get(markOf(authorization))
      return held !== undefined && held.authorization === authorization && held.endsAt > clock() ? held.caller : verify(authorization)
    },
  }
}

/** The end of a header is its token's signature: looking up a part of that takes a fraction of the time that the whole does. */
function markOf(authorization: string): string {
  return authorization.slice(-12)
}
