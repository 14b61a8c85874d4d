import type { PollKind } from '@orderbeat/shared'
import { eagerMilliseconds } from '../orders/eagerness.ts'

/** Seconds between the polls of somebody who has just done something and waits for what comes of it. */
const eagerSeconds = 5

/** What decides how soon a resource is worth another poll. Instants in milliseconds since 1970. */
export interface Beat {
  kind: PollKind
  /** When the order behind it is over for good; 0 while it is not, or when there is no one order. */
  overAt: number
  /** Until when the reader waits for what comes of their own action. */
  eagerUntil: number
  now: number
  /** 1 as usual; how many times longer while the server is under load. */
  load: number
}

/** The `Poll-Interval` in seconds: -1 when nothing can change any more. Load makes it longer and stops all haste. */
export function beatSeconds({ kind, overAt, eagerUntil, now, load }: Beat, usual: { history: number, tracker: number }): number {
  if (overAt > 0 && overAt <= now)
    return -1
  const seconds = kind === 'tracker' ? usual.tracker : usual.history
  // A clock that was set back must not make a minute's haste an hour's.
  const isEager = now < eagerUntil && eagerUntil - now <= eagerMilliseconds
  return load === 1 && isEager ? Math.min(eagerSeconds, seconds) : Math.ceil(seconds * load)
}
