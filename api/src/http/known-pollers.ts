import type { Actor } from '@orderbeat/shared'
import { marksReaderOf, readerOf } from '../orders/readers.ts'

/** An answer that somebody holds: where from, at which revision of what it depends on, and under which header. */
interface Held {
  url: string
  revision: string
  etag: string
  /** When the order behind it is over, in milliseconds since 1970; 0 for not so far, or for no one order. */
  overAt: number
}

/** Whose polls are answered: the feeds they read, and what they hold. */
export interface Poller {
  reader: string
  /** The feed of what they have read, where that is not their own; null where it is. */
  marks: string | null
  /** What they hold, if it is this; then nothing of it has to be made again. */
  heldAt: (url: string, revision: string, etag: string) => Held | undefined
  hold: (answer: Held) => void
}

/** More than one screen polls, and an address longer than what their pages ask for. */
const mostHeld = 4
const usualAddress = 200

/**
 * Remembers, for as long as somebody's token is known, what each of their polls would have to make again: names of feeds and
 * the last tags that held. A lone poll pays more for a hash, or for looking up a name just put together, than for the rest.
 */
export function createKnownPollers(): { of: (caller: Actor) => Poller } {
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

class KnownPoller implements Poller {
  readonly reader: string
  readonly marks: string | null
  #held: readonly Held[] = []

  constructor(caller: Actor) {
    this.reader = readerOf(caller)
    const marks = marksReaderOf(caller)
    this.marks = marks === this.reader ? null : marks
  }

  heldAt(url: string, revision: string, etag: string): Held | undefined {
    for (const held of this.#held) {
      if (held.etag === etag && held.url === url)
        return held.revision === revision ? held : undefined
    }
    return undefined
  }

  hold(answer: Held): void {
    if (answer.url.length <= usualAddress)
      this.#held = [answer, ...this.#held.filter(({ url }) => url !== answer.url)].slice(0, mostHeld)
  }
}
