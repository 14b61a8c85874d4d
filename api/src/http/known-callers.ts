import type { Actor } from '@orderbeat/shared'
import type { AccessTokens } from './access-tokens.ts'
import { RecentMap } from '../recent-map.ts'

/** More than the customers of a busy node: a memory smaller than that would cost more than none. */
const most = 50_000

export interface KnownCallers {
  /** Whom a header speaks for that was verified before and still holds; null for any other, whatever it is. */
  recall: (authorization: string | undefined) => Actor | null
  /** Whom an `Authorization` header speaks for; null when it is not the bearer of a token of ours that holds now. */
  identify: (authorization: string | undefined) => Actor | null
}

/**
 * Verifies a token once, not once per poll: who it speaks for is remembered by its exact bytes until it ends.
 * Whoever is shut out stops at the next refresh, at the latest when the token ends.
 */
export function createKnownCallers(tokens: AccessTokens, clock: () => number): KnownCallers {
  const known = new RecentMap<number, { authorization: string, caller: Actor, exp: number }>(most)

  function verify(authorization: string): Actor | null {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization) ?? []
    const claims = token === undefined ? null : tokens.verify(token)
    if (claims === null)
      return null
    const caller = Object.freeze({ kind: claims.role, id: claims.sub, name: claims.name })
    known.set(markOf(authorization), { authorization, caller, exp: claims.exp })
    return caller
  }

  function recall(authorization = ''): Actor | null {
    const held = known.get(markOf(authorization))
    return held !== undefined && held.authorization === authorization && held.exp * 1000 > clock() ? held.caller : null
  }

  return {
    recall,
    identify: (authorization = '') => recall(authorization) ?? verify(authorization),
  }
}

/**
 * The end of a header is its token's signature: a number made of a part of that is looked up in a fraction of the time that the
 * whole takes, and kept without a byte of its own. 30 bits, so that it is a number that needs no object.
 */
function markOf(authorization: string): number {
  let mark = 0
  for (let place = Math.max(0, authorization.length - 8); place < authorization.length; place++)
    mark = (mark * 31 + authorization.charCodeAt(place)) & 0x3FFF_FFFF
  return mark
}
