import type { FulfilmentStatus } from '@orderbeat/shared'
import type { Figure } from '../database/figure-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import { fulfilmentStatuses } from '@orderbeat/shared'
import { dayOf } from '../orders/shop-day.ts'
import { bucketOf } from './buckets.ts'

/** What a figure is called in the store. */
export const figureNames = {
  orders: 'orders',
  revenue: 'revenue',
  cancelled: 'cancelled',
  now: (status: string) => `now:${status}`,
} as const

/** What the figures of a kind of time begin with; the bucket follows. */
export const timeNames = { stage: (status: FulfilmentStatus) => `stage:${status}:`, fresh: 'fresh:' } as const

/**
 * Where times are counted: by day, and by month as well, so that years are read as quickly as days. They are kept apart from
 * the sums of a day, of which there are few.
 */
export const timesOf = { day: (day: string) => `day:${day}`, month: (day: string) => `month:${day.slice(0, 7)}` } as const

/** Figures without a day. */
export const noDay = ''

type Counted = Pick<StoredOrder, 'status' | 'fulfilmentStatus' | 'total' | 'placedAt' | 'milestones'>

/**
 * What one order adds to the figures: to the day it was placed on, to where orders are now, and to the time in each stage that
 * it has left, on the day it did so. Figures are the sums of this over all orders, so a change adds what the order counts
 * afterwards less what it counted before, whatever the change was.
 */
export function figuresOf(order: Counted, timeZone: string): Figure[] {
  const day = dayOf(order.placedAt, timeZone)
  const cancelled = order.fulfilmentStatus === 'cancelled'
  return [
    { day, name: figureNames.orders, value: 1 },
    { day, name: figureNames.revenue, value: cancelled ? 0 : order.total },
    { day, name: figureNames.cancelled, value: cancelled ? 1 : 0 },
    { day: noDay, name: figureNames.now(order.status), value: 1 },
    ...stagesOf(order).flatMap(({ status, from, to }) => timed(dayOf(to, timeZone), timeNames.stage(status), (Date.parse(to) - Date.parse(from)) / 1000)),
  ]
}

/** That an open screen had a change so many seconds late, on a day. */
export function freshFigures(day: string, seconds: number): Figure[] {
  return timed(day, timeNames.fresh, seconds)
}

function timed(day: string, name: string, seconds: number): Figure[] {
  return [timesOf.day(day), timesOf.month(day)].map(span => ({ day: span, name: `${name}${bucketOf(seconds)}`, value: 1 }))
}

/** The stages that an order has left, in the order in which it reached them. */
function stagesOf({ milestones }: Counted): { status: FulfilmentStatus, from: string, to: string }[] {
  const reached = fulfilmentStatuses.flatMap(status => milestones[status] === undefined ? [] : [{ status, from: milestones[status] }])
  return reached.slice(0, -1).map((stage, index) => ({ ...stage, to: reached[index + 1]!.from }))
}

/** What a change of an order adds to the figures; `before` is null when it is placed. In one order, so that no two writers wait for each other. */
export function figureChanges(before: Counted | null, after: Counted, timeZone: string): Figure[] {
  const sums = new Map<string, Figure>()
  const add = (figure: Figure, sign: 1 | -1) => {
    const key = `${figure.day} ${figure.name}`
    sums.set(key, { ...figure, value: (sums.get(key)?.value ?? 0) + sign * figure.value })
  }
  if (before !== null)
    figuresOf(before, timeZone).forEach(figure => add(figure, -1))
  figuresOf(after, timeZone).forEach(figure => add(figure, 1))
  return [...sums].filter(([, { value }]) => value !== 0).toSorted(([one], [other]) => one < other ? -1 : 1).map(([, figure]) => figure)
}
