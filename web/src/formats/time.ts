const locale = 'en-GB'
const day = 24 * 60 * 60 * 1000
const relativeDays = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
const dateAndYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })

/**
 * An instant (milliseconds or ISO 8601) seen from `now` (milliseconds, from `useNow`): "12 s ago", "3 min ago",
 * "yesterday", "in 2 days", "12 Nov". A clock that is a little ahead of ours still reads "just now".
 */
export function relativeTime(at: number | string, now: number): string {
  const instant = new Date(at).getTime()
  const seconds = Math.round((instant - now) / 1000)
  if (Math.abs(seconds) < 5)
    return 'just now'
  if (Math.abs(seconds) < 60)
    return away(seconds, 's')
  if (Math.abs(seconds) < 60 * 60)
    return away(Math.trunc(seconds / 60), 'min')
  const days = daysBetween(now, instant)
  if (days === 0 || Math.abs(seconds) < 12 * 60 * 60)
    return away(Math.trunc(seconds / 3600), 'h')
  if (Math.abs(days) < 7)
    return relativeDays.format(days, 'day')
  return shortDate(instant, now)
}

function away(amount: number, unit: string): string {
  return amount < 0 ? `${-amount} ${unit} ago` : `in ${amount} ${unit}`
}

/** Midnights between two instants where the reader is, also over a change of the clock. */
function daysBetween(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / day)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

function shortDate(at: number, now: number): string {
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? date : dateAndYear).format(at)
}

/** Date and time to the minute: "20 Nov 2026, 09:01". */
export function exactTime(at: number | string): string {
  return exact.format(new Date(at))
}

/** The time of day: "09:01". */
export function clockTime(at: number | string): string {
  return clock.format(new Date(at))
}

/** The day of an instant as a heading: "Today", "Yesterday", "Tomorrow", "Friday, 20 November". */
export function dayLabel(at: number | string, now: number = Date.now()): string {
  const instant = new Date(at).getTime()
  const days = daysBetween(now, instant)
  if (Math.abs(days) <= 1) {
    const words = relativeDays.format(days, 'day')
    return words[0]!.toUpperCase() + words.slice(1)
  }
  const label = weekday.format(instant)
  const year = new Date(instant).getFullYear()
  return year === new Date(now).getFullYear() ? label : `${label} ${year}`
}
