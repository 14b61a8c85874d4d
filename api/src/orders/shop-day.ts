import { Temporal } from 'temporal-polyfill'

/** When a day (`2026-11-20`) begins in a time zone, in milliseconds since 1970. Days have 23 to 25 hours, and some no midnight. */
export function startOfDay(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds
}

export function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString()
}
