import { createHash, createHmac, randomBytes } from 'node:crypto'

/**
 * Opaque refresh tokens: `<family>.<secret>`. The successor of a token is derived from it with a key of the server, so a lost
 * answer or a second tab gets the same successor again, and nothing but hashes is stored.
 */
export function createRefreshTokens(key: string) {
  return {
    first: (familyId: string): string => `${familyId}.${randomBytes(32).toString('base64url')}`,
    next: (token: string): string => `${familyOf(token)}.${createHmac('sha256', key).update(`refresh ${token}`).digest('base64url')}`,
    hash: (token: string): string => createHash('sha256').update(token).digest('base64url'),
    familyOf,
  }
}

export type RefreshTokens = ReturnType<typeof createRefreshTokens>

function familyOf(token: string): string {
  return token.split('.', 1)[0]!
}
