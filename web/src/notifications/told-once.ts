import type { PollWorld } from '../polling/poll-world.ts'
import type { Telling } from '../telling/told-marks.ts'
import { marksOf, markTold } from '../telling/told-marks.ts'

/**
 * Of several tabs that learn the same, lets one tell it: the first takes a lock on it and keeps it while it is open, and
 * leaves a mark for those that come later. Without locks the mark alone has to do.
 * @returns what is to be told here, marked as told by then
 */
export async function takeUntold<T extends { id: string }>(news: readonly T[], telling: Telling, account: string, { tabs }: Pick<PollWorld, 'tabs'>): Promise<T[]> {
  const taken = await Promise.all(news.map(({ id }) => tabs === null ? true : lockFor(tabs, `orderbeat ${telling} ${id}`)))
  const told = marksOf(account)?.[telling] ?? []
  const here = news.filter(({ id }, index) => taken[index] && !told.includes(id))
  if (here.length > 0)
    markTold(account, [telling], here.map(({ id }) => id))
  return here
}

/** Whether this tab gets the lock. It is kept until the tab is closed. */
function lockFor(tabs: NonNullable<PollWorld['tabs']>, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    tabs.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock === null ? undefined : new Promise(() => {})
    }).catch(() => resolve(true))
  })
}
