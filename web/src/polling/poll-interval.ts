import type { PollKind } from '@orderbeat/shared'

/** How often to ask before the API has said so, in milliseconds. */
const usualBeats = { history: 30_000, figures: 30_000, notifications: 30_000, staff: 30_000, tracker: 60_000 } as const satisfies Record<PollKind, number>

/** A timer that is set further ahead than 24 days fires at once, again and again. */
const longest = 24 * 60 * 60 * 1000

export function usualBeat(kind: PollKind): number {
  return usualBeats[kind]
}

/** What says how often to ask. Milliseconds where not said otherwise. */
export interface Wishes {
  /** What the page wants; -1 is off, undefined leaves it to the API. */
  page?: number | undefined
  /** What the API says, in seconds; -1 is "nothing will change", null is silence. */
  hint?: number | null
  /** What it says without load, in seconds. */
  leastHint?: number | undefined
  /** The least that the person wants between two requests; infinite: they have paused it. */
  person?: number
  /** The person asks for less data. */
  saveData?: boolean
  /** The last request failed: then there is no haste. */
  failing?: boolean
}

/**
 * How often to ask, in milliseconds; null: not at all. What the page wants replaces the API's usual beat, but not
 * one that is longer than it says without load. The person can only make it slower.
 */
export function pollInterval(kind: PollKind, { page, hint = null, leastHint = usualBeat(kind) / 1000, person = 0, saveData = false, failing = false }: Wishes): number | null {
  if (hint === -1 || person === Number.POSITIVE_INFINITY || (page !== undefined && !(page > 0)))
    return null
  const usual = usualBeat(kind)
  const hinted = hint === null ? usual : hint * 1000
  const load = hint !== null && hint > leastHint ? hinted : 0
  const beat = page === undefined ? Math.max(hinted, failing ? usual : 0) : Math.max(page, load)
  return Math.min(Math.max(saveData ? beat * 2 : beat, person), longest)
}
