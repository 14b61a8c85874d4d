import type { Beat } from './beat.ts'
import { ageOf, momentTime, relativeTime, untilTime } from '../formats/time.ts'
import { perLocale } from '../words/language.ts'
import { pollingWords } from './polling-words.ts'

/**
 * The beat in words: how it is, and how old what is shown is.
 * @param beat of the poll
 * @param now milliseconds
 * @param rest the word for a poll that does not go
 */
export function beatWords(beat: Beat, now: number, rest: string = pollingWords.paused): { state: string, age: string } {
  const { state, updatedAt } = beat
  if (state === 'paused')
    return { state: rest, age: '' }
  if (state === 'offline')
    return { state: pollingWords.offline, age: updatedAt === null ? '' : pollingWords.lastSeen(momentTime(updatedAt, now)) }
  if (state === 'stale')
    return { state: pollingWords.stale, age: updatedAt === null ? '' : ageOf(updatedAt, now) }
  return updatedAt === null ? { state: pollingWords.checking, age: '' } : { state: pollingWords.live, age: relativeTime(updatedAt, now) }
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
    return askedAt === null ? untilTime(now, now) : pollingWords.whenYouAsk
  return untilTime(nextAt, now)
}

const sizes = {
  kilobyte: perLocale(locale => new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumSignificantDigits: 2 })),
  megabyte: perLocale(locale => new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumSignificantDigits: 2 })),
}

/** A number of bytes as people read it: "18 kB". */
export function bytesInWords(bytes: number): string {
  return bytes < 1_000_000 ? sizes.kilobyte().format(bytes / 1000) : sizes.megabyte().format(bytes / 1_000_000)
}
