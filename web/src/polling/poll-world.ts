import type { QueryKey } from '@tanstack/vue-query'
import type { InjectionKey } from 'vue'
import { inject } from 'vue'

/** A way to the other tabs of this browser in which the app is open. */
export interface TabLink {
  locks: Pick<LockManager, 'request'>
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>
}

/** What polling needs of the world around it. */
export interface PollWorld {
  /** Milliseconds since 1970: the wall clock, which goes on while a computer sleeps. */
  now: () => number
  /** From 0 to 1, to spread what would otherwise happen at once. */
  random: () => number
  /** The person asks for less data (`Save-Data`). */
  saveData: () => boolean
  /** Null where the browser has no locks, as outside of secure contexts: then each tab asks for itself. */
  tabs: TabLink | null
  /** What this device has kept of an earlier answer, and when that was known to be current, in milliseconds since 1970. */
  recall?: (key: QueryKey) => Promise<{ data: unknown, answeredAt: number } | null>
}

interface Connection { saveData?: boolean }

export function browserWorld(tabs: TabLink | null = null): PollWorld {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    saveData: () => (navigator as Navigator & { connection?: Connection }).connection?.saveData === true,
    tabs,
  }
}

/** The link to the other tabs, where the browser has what it takes. */
export function browserTabs(): TabLink | null {
  const locks = (navigator as { locks?: LockManager }).locks
  return locks === undefined || typeof BroadcastChannel === 'undefined' ? null : { locks, channel: new BroadcastChannel('orderbeat-polls') }
}

export const pollWorldKey: InjectionKey<PollWorld> = Symbol('poll world')

export function usePollWorld(): PollWorld {
  return inject(pollWorldKey, browserWorld, true)
}
