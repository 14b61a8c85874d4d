import type { Ref } from 'vue'
import { apiBase } from '@orderbeat/shared'
import { readonly, shallowRef } from 'vue'

/** What this visit has asked of the API so far: requests, and bytes over the line with their headers. */
export interface PollCost { requests: number, bytes: number }

const cost = shallowRef<PollCost | null>(null)

/** What this visit has cost; null where the browser does not tell. */
export function usePollCost(): Readonly<Ref<PollCost | null>> {
  return readonly(cost)
}

/** Has the browser tell of every request from now on, and of those before. For the start of the app, once. */
export function countRequests(): void {
  if (typeof PerformanceObserver === 'undefined' || !PerformanceObserver.supportedEntryTypes.includes('resource'))
    return
  new PerformanceObserver((list) => {
    const entries = (list.getEntries() as PerformanceResourceTiming[]).filter(({ name }) => new URL(name).pathname.startsWith(apiBase))
    const before = cost.value ?? { requests: 0, bytes: 0 }
    cost.value = { requests: before.requests + entries.length, bytes: entries.reduce((sum, { transferSize }) => sum + transferSize, before.bytes) }
  }).observe({ type: 'resource', buffered: true })
}
