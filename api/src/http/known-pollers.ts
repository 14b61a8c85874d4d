import type { Actor, PollKind } from '@orderbeat/shared'
import type { RouteMeter } from './meters.ts'
import { marksReaderOf, readerOf } from '../orders/readers.ts'
import { RecentMap } from '../recent-map.ts'

/** What all answers of one pollable route have in common. */
export interface PollRoute { kind: PollKind, meter: RouteMeter }

/** An answer that somebody holds: where from, at which revision of what it depends on, and under which header. */
export interface HeldAnswer {
  route: PollRoute
  url: string
  revision: string
  etag: string
  /** When the order behind it is over, in milliseconds since 1970; 0 for not so far, or for no one order. */
  overAt: number
}

/** The answer, and what they held before it. */
interface Held extends HeldAnswer { before: Held | null }

/** More than one screen polls, and an address longer than what their pages ask for. */
const mostHeld = 4
const usualAddress = 200

/** More addresses than customers have in common. */
const mostShared = 1000

/**
 * Remembers, for as long as somebody's token is known, what each of their polls would have to make again: names of feeds and
 * the last tags that held. A lone poll pays more for a hash, or for looking up a name just put together, than for the rest.
 */
export function createKnownPollers(): { of: (caller: Actor) => KnownPoller } {
  const known = new WeakMap<Actor, KnownPoller>()
  return {
    of(caller) {
      let poller = known.get(caller)
      if (poller === undefined)
        known.set(caller, poller = new KnownPoller(caller))
      return poller
    },
  }
}

/** Whose polls are answered: the feeds they read, and what they hold. */
export class KnownPoller {
  readonly reader: string
  /** The feed of what they have read, where that is not their own; null where it is. */
  readonly marks: string | null
  /** A chain, and each address once for all: thousands of these are kept. */
  #held: Held | null = null

  constructor(caller: Actor) {
    this.reader = readerOf(caller)
    const marks = marksReaderOf(caller)
    this.marks = marks === this.reader ? null : marks
  }

  /** What they hold of this address, if it is this; they were let in to it, and nothing of it has to be made again. */
  heldOf(url: string, etag: string): HeldAnswer | undefined {
    for (let held = this.#held; held !== null; held = held.before) {
      if (held.etag === etag && held.url === url)
        return held
    }
    return undefined
  }

  hold(answer: HeldAnswer): void {
    if (answer.url.length <= usualAddress)
      this.#held = { ...answer, url: sharedOf(answer.url), before: without(answer.url, this.#held, mostHeld - 1) }
  }
}

/** One string for all who ask for the same: each request brings its own. */
const addresses = new RecentMap<string, string>(mostShared)
function sharedOf(url: string): string {
  const shared = addresses.get(url)
  if (shared === undefined)
    addresses.set(url, url)
  return shared ?? url
}

/** At most so many of the chain, none of them from that address. */
function without(url: string, held: Held | null, most: number): Held | null {
  if (held === null || most === 0)
    return null
  return held.url === url ? without(url, held.before, most) : { ...held, before: without(url, held.before, most - 1) }
}
