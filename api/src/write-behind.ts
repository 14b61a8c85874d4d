import type { Log } from './orders/order-parts.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** So often, in milliseconds, what was noted is written, and so soon when it was quiet before. */
const usually = 10_000
const soon = 1000

/** So many are written in one transaction: more would keep polls waiting. */
const together = 50

/** Does something so many milliseconds later, unless what it gives is called before. */
export type Later = (work: () => void, milliseconds: number) => () => void

/** By a timer that keeps no process from ending. */
export const byTimer: Later = (work, milliseconds) => {
  const timer = setTimeout(work, milliseconds).unref()
  return () => clearTimeout(timer)
}

export interface WriteBehind<V> {
  /** Notes a value under a key; of several under one key the last is written. */
  note: (key: string, value: V) => void
  /** What is noted and not yet written. */
  pending: (key: string) => V | undefined
  /** Writes what is noted now. */
  flush: () => Promise<void>
  /** Writes what is noted and forgets the timer. */
  close: () => Promise<void>
}

/** By key, so that two nodes who write the same at the same moment do not wait for each other. */
export function inOrder<V>(noted: Map<string, V>): [string, V][] {
  return [...noted].toSorted(([one], [other]) => one < other ? -1 : 1)
}

/**
 * Writes what is learned from reads together and at most every ten seconds: a read never waits for it or fails with it.
 * What cannot be written is logged and lost.
 */
export function createWriteBehind<V>(write: (noted: Map<string, V>) => Promise<void>, { log, later }: { log: Log, later: Later }): WriteBehind<V> {
  let noted = new Map<string, V>()
  let forget: (() => void) | undefined
  let rested = true
  let writing = Promise.resolve()

  const writeAll = async (): Promise<void> => {
    const all = [...noted]
    noted = new Map()
    for (let from = 0; from < all.length; from += together) {
      const some = new Map(all.slice(from, from + together))
      await write(some).catch((error: unknown) => log.error({ err: error, noted: some.size }, 'what was learned from reads is lost'))
      await nextTurn()
    }
  }
  // One after the other, so that the last to be waited for is the end of all.
  const flush = (): Promise<void> => writing = writing.then(writeAll)
  const flushLater = (): void => {
    forget ??= later(() => {
      forget = undefined
      rested = noted.size === 0
      if (!rested)
        flushLater()
      void flush()
    }, rested ? soon : usually)
  }
  return {
    note(key, value) {
      noted.set(key, value)
      flushLater()
    },
    pending: key => noted.get(key),
    flush,
    async close() {
      forget?.()
      await flush()
    },
  }
}
