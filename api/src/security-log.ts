import type { Log } from './orders/order-parts.ts'

/** What happens to sessions, accounts and keys, and who was refused. */
export type SecurityEvent =
  | 'registered' | 'signed-in' | 'signed-out' | 'session-reused'
  | 'account-made' | 'role-changed' | 'account-disabled' | 'account-enabled'
  | 'key-made' | 'key-used-from' | 'key-revoked'
  | 'refused'

/** Ids, roles, addresses and codes; never a token, key, password, cookie, name or email. */
export type About = Readonly<Record<string, string | readonly string[] | boolean | null | undefined>>

/** Tells who did what to whom as lines of the log that have a member `security`. */
export type SecurityLog = (event: SecurityEvent, about: About) => void

export function createSecurityLog(log: Log): SecurityLog {
  return (event, about) => log.info({ security: event, ...about }, 'security')
}
