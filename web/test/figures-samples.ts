import type { StaffStats } from '@orderbeat/shared'

/** So many days up to 20 November 2026 with 2 orders and 20.00 of revenue on each, and 1 cancelled since. */
export function someDays(count: number, last = '2026-11-20'): StaffStats['days'] {
  const end = Date.parse(last)
  return Array.from({ length: count }, (_, place) => ({
    day: new Date(end - (count - 1 - place) * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
    orders: 2,
    revenue: 2000,
    cancelled: 1,
  }))
}

/** How a shop is doing that has had orders on each of `days` days. */
export function someStats(days = 30, parts: Partial<StaffStats> = {}): StaffStats {
  const each = someDays(days)
  return {
    from: each[0]!.day,
    to: each.at(-1)!.day,
    statusNow: { pending: 3, confirmed: 0, processing: 2, ready: 0, shipped: 1, delivered: 0, paid: 20, cancelled: 4 },
    days: each,
    stages: [
      { status: 'pending', medianSeconds: 240, p90Seconds: 1200 },
      { status: 'confirmed', medianSeconds: null, p90Seconds: null },
      { status: 'processing', medianSeconds: 3600, p90Seconds: 12_000 },
      { status: 'ready', medianSeconds: 7200, p90Seconds: 90_000 },
      { status: 'shipped', medianSeconds: 100_000, p90Seconds: 187_200 },
    ],
    freshness: { medianSeconds: 12, p95Seconds: 41 },
    ...parts,
  }
}
