import { Temporal } from 'temporal-polyfill'
import { RecentMap } from '../recent-map.ts'

/** When a day (`2026-11-20`) begins in a time zone, in milliseconds since 1970. Days have 23 to 25 hours, and some no midnight. */
export function startOfDay(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds
}

/** When it ends, the end exclusive. */
export function endOfDay(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
}

/** Figures of years walk through a thousand days each time. */
const knownNext = new RecentMap<string, string>(5000)

export function dayAfter(day: string): string {
  const known = knownNext.get(day)
  if (known !== undefined)
    return known
  const next = daysBefore(day, -1)
  knownNext.set(day, next)
  return next
}

/** Clocks are set at full quarters of an hour, so a quarter of an hour is of one day. */
const quarter = 15 * 60 * 1000
const knownDays = new RecentMap<string, string>(50_000)

/** The shop's day of an instant (ISO 8601). */
export function dayOf(instant: string, timeZone: string): string {
  const slot = Math.floor(Date.parse(instant) / quarter)
  const key = `${slot} ${timeZone}`
  const known = knownDays.get(key)
  if (known !== undefined)
    return known
  const day = Temporal.Instant.fromEpochMilliseconds(slot * quarter).toZonedDateTimeISO(timeZone).toPlainDate().toString()
  knownDays.set(key, day)
  return day
}

/** A calendar's days are all of one length where the clock is never set. */
const calendarDay = 24 * 60 * 60 * 1000

export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * calendarDay).toISOString().slice(0, 10)
}

/** How many days lie between two, 0 for the same. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / calendarDay
}
