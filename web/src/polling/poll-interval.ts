import type { PollKind } from '@orderbeat/shared'

/** How often to ask before the API has said so, in milliseconds. */
const firstBeats = { history: 30_000, notifications: 30_000, staff: 30_000, tracker: 60_000 } as const satisfies Record<PollKind, number>

/** A timer that is set further ahead than 24 days fires at once, again and again. */
const longest = 24 * 60 * 60 * 1000

export function firstBeat(kind: PollKind): number {
  return firstBeats[kind]
}

/**
 * How often to ask, in milliseconds; null: not at all. What the page wants replaces the API's usual beat, but not
 * one that is longer than usual: then the API is under load.
 * @param kind what is asked for
 * @param wanted what the page wants, in milliseconds; -1 is off, undefined leaves it to the API
 * @param hint what the API says, in seconds; -1 is "nothing will change", null is silence
 */
export function pollInterval(kind: PollKind, wanted: number | undefined, hint: number | null): number | null {
  if (hint === -1 || (wanted !== undefined && !(wanted > 0)))
    return null
  const hinted = hint === null ? firstBeat(kind) : hint * 1000
  const atLeast = hinted > firstBeat(kind) ? hinted : 0
  return Math.min(wanted === undefined ? hinted : Math.max(wanted, atLeast), longest)
}
