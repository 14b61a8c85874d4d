import type { Beat } from './beat.ts'
import { clockTime, relativeTime } from '../formats/time.ts'

/**
 * The beat in words: how it is, and how old what is shown is.
 * @param beat of the poll
 * @param now milliseconds
 * @param rest the word for a poll that does not go
 */
export function beatWords(beat: Beat, now: number, rest = 'Paused'): { state: string, age: string } {
  const { state, updatedAt } = beat
  if (state === 'paused')
    return { state: rest, age: '' }
  if (state === 'offline')
    return { state: 'Offline', age: updatedAt === null ? '' : `last seen ${clockTime(updatedAt)}` }
  if (state === 'stale')
    return { state: 'Stale', age: updatedAt === null ? '' : relativeTime(updatedAt, now).replace(/ ago$/, '') }
  return updatedAt === null ? { state: 'Checking', age: '' } : { state: 'Live', age: relativeTime(updatedAt, now) }
}

/** How much of the way to the next request is gone: 0 to 1. */
export function beatProgress({ askedAt, nextAt }: Beat, now: number): number {
  if (askedAt === null || nextAt === null || nextAt <= askedAt)
    return 0
  return Math.min(1, Math.max(0, (now - askedAt) / (nextAt - askedAt)))
}

/** When the next request goes: "in 18 s", "now", or that none goes by itself. */
export function nextInWords({ askedAt, nextAt }: Beat, now: number): string {
  if (nextAt === null)
    return askedAt === null ? 'now' : 'when you ask'
  const seconds = Math.ceil((nextAt - now) / 1000)
  return seconds <= 0 ? 'now' : seconds < 120 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`
}

/** A number of bytes as people read it: "18 kB". */
export function bytesInWords(bytes: number): string {
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte'
  return new Intl.NumberFormat('en', { style: 'unit', unit, maximumSignificantDigits: 2 }).format(bytes / (unit === 'kilobyte' ? 1000 : 1_000_000))
}
