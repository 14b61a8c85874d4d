import type { OrderStatus, StatusInfo } from '@orderbeat/shared'

/** What `OrderHistory` and `OrderStatusTracker` emit as `statusUpdate`. */
export interface StatusUpdate {
  orderId: string
  status: OrderStatus
  statusInfo: StatusInfo
}

interface Known { status: OrderStatus, version: number }

/** Tells a change from a first sight, so that each change is told once however often it is seen. */
export function statusWatch() {
  const known = new Map<string, Known>()
  return {
    /** Takes in what is shown now. */
    see(orderId: string, seen: Known): { changed: boolean, moved: boolean } {
      const before = known.get(orderId)
      if (before !== undefined && before.version >= seen.version)
        return { changed: false, moved: false }
      known.set(orderId, { status: seen.status, version: seen.version })
      return { changed: before !== undefined, moved: before !== undefined && before.status !== seen.status }
    },
    forget: () => known.clear(),
  }
}
