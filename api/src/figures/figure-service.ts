import type { OrderStatus, StaffStats } from '@orderbeat/shared'
import type { DayFigures, Figure } from '../database/figure-store.ts'
import type { OrderParts } from '../orders/order-parts.ts'
import type { Span } from './spans.ts'
import { firstStatsDay, fulfilmentStatuses, lastStatsDay, mostStatsDays, orderStatuses } from '@orderbeat/shared'
import { InvalidRequestError } from '../domain-error.ts'
import { dayAfter, dayOf, daysBefore, daysBetween } from '../orders/shop-day.ts'
import { quantileOf } from './buckets.ts'
import { figureNames, noDay, timeNames, timesOf } from './figures-of.ts'
import { spansOf, yearsOf } from './spans.ts'

type Sum = Omit<Figure, 'day'>

export type FigureService = ReturnType<typeof createFigureService>

/** How the shop is doing, from sums that every change has kept: however many orders there are, only days are read. */
export function createFigureService({ database, clock, shop }: OrderParts) {
  const { figures } = database.slowReads
  return {
    /** Days of the shop, both included; the last thirty when none are given. Throws InvalidRequestError. */
    async stats(query: { from?: string, to?: string }): Promise<StaffStats> {
      const to = query.to ?? dayOf(new Date(clock()).toISOString(), shop.timeZone)
      const from = query.from ?? orLater(daysBefore(to, 29), firstStatsDay)
      refuseOdd(from, to)
      const { days, months } = spansOf(from, to)
      const times = [
        ...await eachRead(days, span => figures.sum(timesOf.day(span.from), timesOf.day(span.to))),
        ...await eachRead(months.flatMap(yearsOf), span => figures.sum(timesOf.month(span.from), timesOf.month(span.to))),
      ]
      const known = await eachRead(yearsOf({ from, to }), span => figures.listDays(span.from, span.to))
      return { from, to, statusNow: statusNow(await figures.list(noDay, noDay)), days: daysOf(known, from, to), stages: stagesOf(times), freshness: freshnessOf(times) }
    },
  }
}

/** One span after the other: where there is one core only, polls are answered between two short reads. */
async function eachRead<T>(spans: Span[], read: (span: Span) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = []
  for (const span of spans)
    rows.push(...await read(span))
  return rows
}

function refuseOdd(from: string, to: string): void {
  for (const [path, day] of [['/to', to], ['/from', from]] as const) {
    if (day < firstStatsDay || day > lastStatsDay)
      throw new InvalidRequestError([{ path, message: `must be from ${firstStatsDay} to ${lastStatsDay}` }])
  }
  if (from > to)
    throw new InvalidRequestError([{ path: '/from', message: 'must not be after `to`' }])
  if (daysBetween(from, to) >= mostStatsDays)
    throw new InvalidRequestError([{ path: '/from', message: `must be less than ${mostStatsDays} days before \`to\`` }])
}

function orLater(day: string, earliest: string): string {
  return day < earliest ? earliest : day
}

function statusNow(figures: Figure[]): StaffStats['statusNow'] {
  const values = new Map(figures.map(({ name, value }) => [name, value]))
  return Object.fromEntries(orderStatuses.map(status => [status, values.get(figureNames.now(status)) ?? 0])) as Record<OrderStatus, number>
}

function daysOf(figures: DayFigures[], from: string, to: string): StaffStats['days'] {
  const known = new Map(figures.map(figure => [figure.day, figure]))
  const days: StaffStats['days'] = []
  for (let day = from; day <= to; day = dayAfter(day))
    days.push(known.get(day) ?? { day, orders: 0, revenue: 0, cancelled: 0 })
  return days
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
