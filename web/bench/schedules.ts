import type { PollKind } from '@orderbeat/shared'
import type { OrderLife } from './order-lives.ts'
import { newRecord } from '../src/polling/poll-book.ts'
import { pollInterval } from '../src/polling/poll-interval.ts'
import { noteAnswer, noteAsked } from '../src/polling/poll-notes.ts'
import { nextAt } from '../src/polling/poll-schedule.ts'

/** When a customer's browser asks in the life of an order: seconds since it was placed. */
export type Schedule = (life: OrderLife, phase: number) => number[]

/** What the API answers as `Poll-Interval` at some time, in seconds. `lastChangeAt` is null as long as something is to come. */
export type Beat = (kind: PollKind, seconds: { now: number, eagerUntil: number, lastChangeAt: number | null }) => number

/** A timer that goes every so many seconds until the customer is gone for good, whether or not they look meanwhile. */
export function fixed(seconds: number): Schedule {
  return ({ looks }, phase) => {
    const asks = [0]
    for (let at = (1 - phase) * seconds; at < looks.at(-1)!.to; at += seconds)
      asks.push(at)
    return asks
  }
}

/** As `fixed`, but only while somebody looks, and at once when they come back after longer than that. */
export function fixedWhileSeen(seconds: number): Schedule {
  return ({ looks }) => {
    const asks: number[] = []
    for (const { from, to } of looks) {
      for (let at = Math.max(from, (asks.at(-1) ?? -seconds) + seconds); at < to; at += seconds)
        asks.push(at)
    }
    return asks
  }
}

/** The schedule that runs in the browser, on the beats that the API answers. */
export function ours(kind: PollKind, beat: Beat): Schedule {
  return ({ changes, looks }) => {
    const record = newRecord()
    const asks: number[] = []
    for (const { from, to } of looks) {
      while (true) {
        const visit = { interval: pollInterval(kind, { hint: record.hint }), at: from * 1000, fresh: 0, reconnectedAt: 0 }
        const due = nextAt(record, visit)
        const at = due === null ? to : Math.max(due / 1000, from)
        if (at >= to)
          break
        asks.push(at)
        noteAsked(record, at * 1000)
        // Placing the order is the customer's action, and its page opens with it.
        const hint = beat(kind, { now: at, eagerUntil: 60, lastChangeAt: at >= changes.at(-1)! ? changes.at(-1)! : null })
        noteAnswer(record, { tag: 'tag', pollInterval: hint }, at * 1000)
      }
    }
    return asks
  }
}
