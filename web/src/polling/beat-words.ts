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
