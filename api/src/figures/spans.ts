import { dayAfter, daysBefore } from '../orders/shop-day.ts'

/** Days (`2026-11-20`) that follow each other, both ends included. */
export interface Span { from: string, to: string }

/** A span as whole months, where there are any, and the days around them. */
export function spansOf(from: string, to: string): { days: Span[], months: Span[] } {
  const first = from.endsWith('-01') ? from : firstOf(monthAfter(from))
  const last = dayAfter(to).endsWith('-01') ? to : daysBefore(firstOf(to), 1)
  if (first > last)
    return { days: [{ from, to }], months: [] }
  const around = [{ from, to: daysBefore(first, 1) }, { from: dayAfter(last), to }]
  return { days: around.filter(span => span.from <= span.to), months: [{ from: first, to: last }] }
}

/** A span by calendar years. */
export function yearsOf({ from, to }: Span): Span[] {
  const last = `${from.slice(0, 4)}-12-31`
  return last >= to ? [{ from, to }] : [{ from, to: last }, ...yearsOf({ from: dayAfter(last), to })]
}

function firstOf(day: string): string {
  return `${day.slice(0, 7)}-01`
}

function monthAfter(day: string): string {
  const [year, month] = day.split('-').map(Number)
  return month === 12 ? `${year! + 1}-01` : `${year}-${String(month! + 1).padStart(2, '0')}`
}
