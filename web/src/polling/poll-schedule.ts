import type { PollRecord } from './poll-book.ts'

/** When what is held was last asked for: itself, or something that showed it to be current. */
export function lastAsked({ askedAt, confirmedAt }: Readonly<PollRecord>): number | null {
  return askedAt === null || confirmedAt === null ? askedAt ?? confirmedAt : Math.max(askedAt, confirmedAt)
}

/**
 * When the next request is due: a whole number of beats after the last one began, or after the last one before an outage,
 * so that slow answers, failures and outages do not shift the phase, and clients that were spread stay spread, also when
 * all were asking together once the connection was back. Who is asked to wait for longer than a beat comes a little later
 * than all beats; whoever would not have come before anyway is spread already, and stays so. All in milliseconds.
 */
export function dueAt(record: Readonly<PollRecord>, interval: number): number | null {
  const last = lastAsked(record)
  if (last === null)
    return null
  const phase = last === record.askedAt ? record.phase ?? last : last
  const earliest = Math.max(record.settledAt, record.notBefore)
  const next = Math.floor((last - phase) / interval) + 1
  const beats = Math.max(next, Math.ceil((earliest - phase) / interval))
  return phase + beats * interval + (record.notBefore > phase + next * interval ? record.jitter : 0)
}

export interface Visit {
  /** Milliseconds between requests; null: no beat. */
  interval: number | null
  /** When the page was entered. */
  at: number
  /** Milliseconds for which an answer needs no look on a new visit when there is no beat. */
  fresh: number
  /** When the browser last said that it is online again. */
  reconnectedAt: number
  /** What the clock says, where it can be set back. */
  now?: number
}

/** How far ahead of the clock of one tab the clock of another may be, in milliseconds: browsers blur them. */
const blur = 1000

/**
 * When to ask next while somebody looks: an instant that may be past, or null for not at all. What is said to have been
 * asked for in the future was so before the clock was set back: then at once.
 */
export function nextAt(record: Readonly<PollRecord>, visit: Visit): number | null {
  if (record.wanted)
    return visit.at
  if (record.asking)
    return null
  const last = lastAsked(record)
  if (last === null)
    return visit.at
  if (visit.now !== undefined && last > visit.now + blur)
    return visit.now
  if (record.failure === 'unanswered' && visit.reconnectedAt > last)
    return visit.reconnectedAt + record.jitter
  if (visit.interval !== null)
    return dueAt(record, visit.interval)
  return visit.at - last > visit.fresh ? Math.max(visit.at, record.notBefore) : null
}
