import type { QueryClient, QueryKey } from '@tanstack/vue-query'
import type { PollWorld } from './poll-world.ts'
import { recordOf } from './poll-book.ts'

/** Shows what this device has kept of an earlier answer, with its age, where nothing is held. Never rejects. */
export async function recallInto(queryClient: QueryClient, world: PollWorld, key: QueryKey): Promise<void> {
  if (queryClient.getQueryData(key) !== undefined)
    return
  const kept = await world.recall?.(key).catch(() => null) ?? null
  // An answer may have come meanwhile; without a query, nobody looks any more.
  if (kept === null || queryClient.getQueryData(key) !== undefined || queryClient.getQueryState(key) === undefined)
    return
  recordOf(queryClient, key).answeredAt ??= kept.answeredAt
  queryClient.setQueryData(key, kept.data, { updatedAt: kept.answeredAt })
}
