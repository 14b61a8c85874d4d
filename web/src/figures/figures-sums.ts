import type { StaffStats } from '@orderbeat/shared'
import { perLocale } from '../words/language.ts'

type Day = StaffStats['days'][number]

/** Some days taken together: one, or a week where days would be too many to tell apart. */
export interface Stretch extends Omit<Day, 'day'> {
  from: string
  to: string
}

/** From so many days on a chart counts in weeks. */
const daysApart = 93

/** The days as a chart shows them: one by one, or in weeks that end with the last day. */
export function stretchesOf(days: readonly Day[]): Stretch[] {
  const size = days.length > daysApart ? 7 : 1
  const first = days.length % size || size
  const starts = Array.from({ length: Math.ceil(days.length / size) }, (_, place) => place === 0 ? 0 : first + (place - 1) * size)
  return starts.map((start, place) => together(days.slice(start, starts[place + 1])))
}

function together(days: readonly Day[]): Stretch {
  return { from: days[0]!.day, to: days.at(-1)!.day, ...sumsOf(days) }
}

/** What days have in sum. */
export function sumsOf(days: readonly Day[]): Omit<Day, 'day'> {
  const sum = (of: (day: Day) => number): number => days.reduce((total, day) => total + of(day), 0)
  return { orders: sum(day => day.orders), revenue: sum(day => day.revenue), cancelled: sum(day => day.cancelled) }
}

/** Which part of the orders was cancelled, 0 to 1; null of none. */
export function cancellationRate({ orders, cancelled }: Pick<Day, 'orders' | 'cancelled'>): number | null {
  return orders === 0 ? null : cancelled / orders
}

const dayFormats = perLocale(locale => ({
  short: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  full: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
}))

/** When a stretch begins, as an axis has room for it: "20 Nov". A day of the shop is the same day wherever it is read. */
export function stretchLabel({ from }: Pick<Stretch, 'from'>): string {
  return dayFormats().short.format(new Date(from))
}

/** A day, or the first and last of several: "20 Nov 2026", "14–20 Nov 2026". */
export function stretchName({ from, to }: Pick<Stretch, 'from' | 'to'>): string {
  return dayFormats().full.formatRange(new Date(from), new Date(to))
}
