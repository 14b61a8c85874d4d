import type { PollWorld } from '../polling/poll-world.ts'
import { focusManager } from '@tanstack/vue-query'

/**
 * Of several tabs that learn the same, lets one tell it: the first that is looked at takes a lock on it and keeps it while
 * it is open. Without locks every tab tells.
 */
export async function tellableHere<T extends { id: string }>(news: T[], { tabs }: Pick<PollWorld, 'tabs'>): Promise<T[]> {
  if (tabs === null)
    return news
  if (!focusManager.isFocused())
    return []
  const taken = await Promise.all(news.map(({ id }) => new Promise<boolean>((resolve) => {
    void tabs.locks.request(`orderbeat told ${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock === null ? undefined : new Promise(() => {})
    })
  })))
  return news.filter((_, index) => taken[index])
}
