import type { Account } from '@orderbeat/shared'
import type { Database } from '../database/open-database.ts'
import type { Stores } from '../database/stores.ts'
import type { Go, Limits } from '../limits/limits.ts'
import type { SecurityLog } from '../security-log.ts'
import type { Passwords } from './passwords.ts'
import type { RefreshTokens } from './refresh-tokens.ts'
import { limitRules } from '../limits/limit-rules.ts'
import { EmailTakenError, InvalidCredentialsError, UnauthenticatedError } from './session-errors.ts'

/** Somebody who is signed in on a device, and the refresh token to stay so. */
export interface SignedIn {
  account: Account
  refreshToken: string
  /** Milliseconds since 1970. */
  refreshUntil: number
}

export interface SessionParts {
  database: Pick<Database, 'stores' | 'write'>
  clock: () => number
  newId: () => string
  passwords: Passwords
  refreshTokens: RefreshTokens
  limits: Pick<Limits, 'takeAtOnce' | 'giveBack'>
  security: SecurityLog
}

export type SessionService = ReturnType<typeof createSessionService>

const familyLife = 30 * 24 * 60 * 60 * 1000

/** Signing up, in and out. */
export function createSessionService(parts: SessionParts) {
  const { database, clock, newId, passwords, refreshTokens, limits, security } = parts

  const begin = async (account: Account): Promise<SignedIn> => {
    const family = newId()
    const refreshToken = refreshTokens.first(family)
    const refreshUntil = clock() + familyLife
    await database.write(async (stores) => {
      await stores.refreshes.removeExpired(clock())
      await stores.refreshes.insert({
        id: family,
        accountId: account.id,
        currentHash: refreshTokens.hash(refreshToken),
        previousHash: null,
        expiresAt: refreshUntil,
        revoked: false,
      }, clock())
    })
    return { account: accountView(account), refreshToken, refreshUntil }
  }

  /** Null for a token that does not hold, or no more. */
  const rotate = async (stores: Stores, token: string, from: string): Promise<SignedIn | null> => {
    const hash = refreshTokens.hash(token)
    const family = await stores.refreshes.find(refreshTokens.familyOf(token))
    if (family === null || family.revoked || family.expiresAt <= clock())
      return null
    if (hash === family.currentHash) {
      await stores.refreshes.rotate(family.id, hash, refreshTokens.hash(refreshTokens.next(token)))
    }
    else if (hash !== family.previousHash) {
      await stores.refreshes.revoke(family.id, clock())
      security('session-reused', { account: family.accountId, from })
      return null
    }
    const account = await stores.accounts.find(family.accountId)
    return account === null || account.disabledAt !== null
      ? null
      : { account: accountView(account), refreshToken: refreshTokens.next(token), refreshUntil: family.expiresAt }
  }

  return {
    /** Opens a customer account, asked for from this address. Throws EmailTakenError, LimitedError, or LaterError while too many passwords wait. */
    async register(body: { name: string, email: string, password: string }, from: string): Promise<SignedIn> {
      await limits.takeAtOnce([[limitRules.registration, from]])
      const account = {
        id: newId(),
        email: body.email.toLowerCase(),
        name: body.name.trim(),
        role: 'customer' as const,
        passwordHash: await passwords.hash(body.password),
        disabled: false,
      }
      if (!await database.write(stores => stores.accounts.insert(account, clock())))
        throw new EmailTakenError()
      security('registered', { account: account.id, from })
      return begin(account)
    },

    /**
     * Throws InvalidCredentialsError, after the same work for an unknown email as for a wrong password; LimitedError after too
     * many of those, and LaterError while too many passwords wait. A right password uses up nothing.
     */
    async logIn(body: { email: string, password: string }, from: string): Promise<SignedIn> {
      const email = body.email.trim().toLowerCase()
      const gos: Go[] = [[limitRules.signInHere, `${email} ${from}`], [limitRules.signInAccount, email], [limitRules.signInAddress, from]]
      await limits.takeAtOnce(gos)
      const account = await database.stores.accounts.findByEmail(email)
      const right = await passwords.verify(body.password, account?.passwordHash ?? null)
      if (account === null || !right || account.disabledAt !== null)
        throw new InvalidCredentialsError()
      const signedIn = await begin(account)
      await limits.giveBack(gos)
      security('signed-in', { account: account.id, role: account.role, from })
      return signedIn
    },

    /**
     * Rotates a refresh token. The one before the current stays good until its successor is first used;
     * any other of the family has leaked, and ends it. Throws UnauthenticatedError.
     */
    async refresh(token: string, from: string): Promise<SignedIn> {
      // Whoever shows what never was one keeps no writer waiting.
      if (await database.stores.refreshes.find(refreshTokens.familyOf(token)) === null)
        throw new UnauthenticatedError()
      const refreshed = await database.write(stores => rotate(stores, token, from))
      if (refreshed === null)
        throw new UnauthenticatedError()
      return refreshed
    },

    /** Ends the family of a refresh token. A token that means nothing is signed out already. */
    async logOut(token: string): Promise<void> {
      await database.write(async (stores) => {
        const family = await stores.refreshes.find(refreshTokens.familyOf(token))
        if (family === null || ![family.currentHash, family.previousHash].includes(refreshTokens.hash(token)))
          return
        await stores.refreshes.revoke(family.id, clock())
        security('signed-out', { account: family.accountId })
      })
    },

    /** Throws UnauthenticatedError when the account is gone or disabled. */
    async me(accountId: string): Promise<Account> {
      const account = await database.stores.accounts.find(accountId)
      if (account === null || account.disabledAt !== null)
        throw new UnauthenticatedError()
      return accountView(account)
    },
  }
}

function accountView({ id, name, email, role }: Account): Account {
  return { id, name, email, role }
}
