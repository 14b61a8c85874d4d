import type { MachineKey } from '@orderbeat/shared'
import { clockTime, dayInSentence, daysBetween, exactTime, relativeTime } from '../formats/time.ts'
import { adminWords } from './admin-words.ts'

/** A till asks at least every minute. One that has missed three is not asking any more. */
const silentAfter = 3 * 60_000
/** Who has been away for longer was put away rather than lost. */
const forgottenAfter = 24 * 60 * 60_000

/** Whether the machine of a key has fallen silent lately. `now` in milliseconds. */
export function isSilent({ lastUsedAt, revokedAt }: MachineKey, now: number): boolean {
  const rest = lastUsedAt === null ? 0 : now - Date.parse(lastUsedAt)
  return revokedAt === null && rest > silentAfter && rest < forgottenAfter
}

/** When a key was last used, in words: "Used 12 s ago", "Silent since 14:02", "Never used". */
export function lastUseInWords(key: MachineKey, now: number): string {
  if (key.revokedAt !== null)
    return adminWords.revokedAt(exactTime(key.revokedAt))
  if (key.lastUsedAt === null)
    return adminWords.neverUsed
  if (!isSilent(key, now))
    return adminWords.used(relativeTime(key.lastUsedAt, now))
  const isToday = daysBetween(Date.parse(key.lastUsedAt), now) === 0
  return adminWords.silentSince(`${isToday ? '' : `${dayInSentence(key.lastUsedAt, now)}, `}${clockTime(key.lastUsedAt)}`)
}

/** What a key may do. */
export function scopeWords(scopes: MachineKey['scopes']): string {
  if (!scopes.includes('orders:write'))
    return adminWords.scopes.read
  return scopes.includes('orders:read') ? adminWords.scopes.both : adminWords.scopes.write
}
