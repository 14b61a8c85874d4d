import { sql } from 'kysely'

/** So long is a month here, in milliseconds. */
const month = 30 * 24 * 3_600_000

/** The month in which an order was placed, counted from 1970, as the index `orders_of_month_by_updated` has it. */
export const placedMonth = sql<number>`(placed_at / ${sql.lit(month)})`

/** Engines limit how many lists are put together in one statement, SQLite to 500 (https://sqlite.org/limits.html). */
const most = 400

/** A span of time, the end exclusive, as the whole months in it and the spans around them. */
export interface Span { months: number[], around: { since: number, until: number }[] }

/** Parts a span (milliseconds since 1970) into months; null when there would be too many, or some before 1970. */
export function spanOf(since: number, until: number): Span | null {
  const first = Math.ceil(since / month)
  const count = Math.floor(until / month) - first
  if (since < 0 || count > most)
    return null
  if (count <= 0)
    return { months: [], around: [{ since, until }] }
  return {
    months: Array.from({ length: count }, (_, index) => first + index),
    around: [{ since, until: first * month }, { since: (first + count) * month, until }],
  }
}
