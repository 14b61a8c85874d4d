import type { Account, Role } from '@orderbeat/shared'
import type { FastifyInstance } from 'fastify'
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import jwt from '@fastify/jwt'
import { roles } from '@orderbeat/shared'

/** Who a token speaks for. */
export interface Claims { aud: string, sub: string, role: Role, name: string, iat: number, exp: number }

export interface AccessTokens {
  /** A token for an account, and when it ends (milliseconds since 1970). */
  issue: (account: Account) => { accessToken: string, expiresAt: number }
  /** Null for anything that is not exactly a token of ours that holds now. */
  verify: (token: string) => Claims | null
}

const issuer = 'orderbeat'
const audience = 'orderbeat-api'
const type = 'at+jwt'
const lifeSeconds = 15 * 60
/** How far the clocks of two nodes may be apart. */
const leewaySeconds = 5

/**
 * Access tokens as RFC 9068 has them. Algorithm, type, issuer, audience, required claims and lifetime are pinned (RFC 8725):
 * the library's defaults take other algorithms, foreign tokens, and tokens that never end.
 */
export async function createAccessTokens(app: FastifyInstance, secret: string, clock: () => number): Promise<AccessTokens> {
  await app.register(jwt, {
    secret,
    sign: { algorithm: 'HS256', iss: issuer, aud: audience, header: { typ: type, alg: 'HS256' } },
    verify: {
      algorithms: ['HS256'],
      allowedIss: issuer,
      allowedAud: audience,
      checkTyp: type,
      requiredClaims: ['iss', 'aud', 'sub', 'role', 'name', 'iat', 'exp', 'jti'],
      ignoreExpiration: true,
    },
  })
  return {
    issue({ id, role, name }) {
      const iat = Math.floor(clock() / 1000)
      const exp = iat + lifeSeconds
      return { accessToken: app.jwt.sign({ sub: id, role, name, iat, exp, jti: randomUUID() }), expiresAt: exp * 1000 }
    },
    verify(token) {
      try {
        const claims: unknown = app.jwt.verify(token)
        return isPlain(token) && holds(claims, clock() / 1000) ? claims : null
      }
      catch {
        return null
      }
    },
  }
}

/** A longer one names nobody of ours: names are short. */
const longest = 2048

/**
 * No header but the two of ours, so that nothing in it is ever a question of who reads it; and each part as base64url writes it:
 * other spellings of a signature decode to the same bytes.
 */
function isPlain(token: string): boolean {
  const parts = token.split('.')
  return token.length <= longest
    && parts.every(part => Buffer.from(part, 'base64url').toString('base64url') === part)
    && Object.keys(JSON.parse(Buffer.from(parts[0]!, 'base64url').toString()) as object).sort().join() === 'alg,typ'
}

/** What the library does not check, or answers with a crash instead of a no. Times are checked here, against the same clock. */
function holds(value: unknown, now: number): value is Claims {
  const claims = value as Partial<Claims> | null
  return typeof claims === 'object' && claims !== null
    && claims.aud === audience
    && typeof claims.sub === 'string' && claims.sub !== ''
    && typeof claims.name === 'string'
    && roles.includes(claims.role as Role)
    && Number.isInteger(claims.iat) && Number.isInteger(claims.exp)
    && claims.iat! <= now + leewaySeconds
    && claims.exp! > now
    && claims.exp! - claims.iat! <= lifeSeconds
}
