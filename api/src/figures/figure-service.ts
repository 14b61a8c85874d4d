import type { OrderStatus, StaffStats } from '@orderbeat/shared'
import type { Figure } from '../database/figure-store.ts'
import type { OrderParts } from '../orders/order-parts.ts'
import { fulfilmentStatuses, mostStatsDays, orderStatuses } from '@orderbeat/shared'
import { InvalidRequestError } from '../domain-error.ts'
import { dayAfter, dayOf, daysBefore, daysBetween } from '../orders/shop-day.ts'
import { quantileOf } from './buckets.ts'
import { figureNames, noDay, timeNames, timesOf } from './figures-of.ts'
import { spansOf } from './spans.ts'

type Sum = Omit<Figure, 'day'>

export type FigureService = ReturnType<typeof createFigureService>

/** How the shop is doing, from sums that every change has kept: however many orders there are, only days are read. */
export function createFigureService({ database, clock, shop }: OrderParts) {
  const { figures } = database.slowReads
  return {
    /** Days of the shop, both included; the last thirty when none are given. Throws InvalidRequestError. */
    async stats(query: { from?: string, to?: string }): Promise<StaffStats> {
      const to = query.to ?? dayOf(new Date(clock()).toISOString(), shop.timeZone)
      const from = query.from ?? daysBefore(to, 29)
      refuseOdd(from, to)
      const { days, months } = spansOf(from, to)
      const times = (await Promise.all([
        ...days.map(span => figures.sum(timesOf.day(span.from), timesOf.day(span.to))),
        ...months.map(span => figures.sum(timesOf.month(span.from), timesOf.month(span.to))),
      ])).flat()
      return { from, to, statusNow: statusNow(await figures.list(noDay, noDay)), days: daysOf(await figures.list(from, to), from, to), stages: stagesOf(times), freshness: freshnessOf(times) }
    },
  }
}

function refuseOdd(from: string, to: string): void {
  if (from > to)
    throw new InvalidRequestError([{ path: '/from', message: 'must not be after `to`' }])
  if (daysBetween(from, to) >= mostStatsDays)
    throw new InvalidRequestError([{ path: '/from', message: `must be less than ${mostStatsDays} days before \`to\`` }])
}

function statusNow(figures: Figure[]): StaffStats['statusNow'] {
  const values = new Map(figures.map(({ name, value }) => [name, value]))
  return Object.fromEntries(orderStatuses.map(status => [status, values.get(figureNames.now(status)) ?? 0])) as Record<OrderStatus, number>
}

function daysOf(figures: Figure[], from: string, to: string): StaffStats['days'] {
  const days = new Map<string, StaffStats['days'][number]>()
  for (let day = from; day <= to; day = dayAfter(day))
    days.set(day, { day, orders: 0, revenue: 0, cancelled: 0 })
  for (const { day, name, value } of figures)
    days.get(day)![name as 'orders' | 'revenue' | 'cancelled'] = value
  return [...days.values()]
}

function stagesOf(figures: Sum[]): StaffStats['stages'] {
  return fulfilmentStatuses.filter(status => status !== 'cancelled' && status !== 'delivered').map((status) => {
    const counts = countsOf(figures, timeNames.stage(status))
    return { status, medianSeconds: quantileOf(counts, 0.5), p90Seconds: quantileOf(counts, 0.9) }
  })
}

function freshnessOf(figures: Sum[]): StaffStats['freshness'] {
  const counts = countsOf(figures, timeNames.fresh)
  return { medianSeconds: quantileOf(counts, 0.5), p95Seconds: quantileOf(counts, 0.95) }
}

/** How many are in each bucket, over all days. */
function countsOf(figures: Sum[], prefix: string): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { name, value } of figures.filter(figure => figure.name.startsWith(prefix))) {
    const bucket = Number(name.slice(prefix.length))
    counts.set(bucket, (counts.get(bucket) ?? 0) + value)
  }
  return counts
}
