import { perLocale } from '../words/language.ts'
import { formatWords } from './format-words.ts'

const day = 24 * 60 * 60 * 1000

/** All of them in the time zone of whoever looks. */
const formats = {
  days: perLocale(locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })),
  exact: perLocale(locale => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })),
  clock: perLocale(locale => new Intl.DateTimeFormat(locale, { timeStyle: 'short' })),
  date: perLocale(locale => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })),
  dateAndYear: perLocale(locale => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })),
  weekday: perLocale(locale => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })),
  weekdayAndYear: perLocale(locale => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })),
}

/**
 * An instant (milliseconds or ISO 8601) seen from `now` (milliseconds, from `useNow`): "12 s ago", "3 min ago",
 * "yesterday", "in 2 days", "12 Nov". A clock that is a little ahead of ours still reads "just now".
 */
export function relativeTime(at: number | string, now: number): string {
  const instant = new Date(at).getTime()
  const seconds = Math.round((instant - now) / 1000)
  if (Math.abs(seconds) < 5)
    return formatWords.justNow
  const short = shortSpan(instant, now)
  if (short !== null)
    return seconds < 0 ? formatWords.ago(short) : formatWords.ahead(short)
  const days = daysBetween(now, instant)
  if (Math.abs(days) < 7)
    return formats.days().format(days, 'day')
  return shortDate(instant, now)
}

/** How old something is, without "ago" as long as it is hours at most: "12 s", "3 min", "yesterday". */
export function ageOf(at: number, now: number): string {
  return now - at < 5000 ? formatWords.justNow : shortSpan(at, now) ?? relativeTime(at, now)
}

/** "in 18 s", "in 5 min", or "now" when it is due. */
export function untilTime(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1000)
  if (seconds <= 0)
    return formatWords.now
  return formatWords.ahead(seconds < 120 ? inUnit(seconds, 'second') : inUnit(Math.round(seconds / 60), 'minute'))
}

/** Seconds, minutes or hours between two instants, or null when it is rather a matter of days. */
function shortSpan(instant: number, now: number): string | null {
  const seconds = Math.abs(Math.round((instant - now) / 1000))
  if (seconds < 60)
    return inUnit(seconds, 'second')
  if (seconds < 60 * 60)
    return inUnit(Math.trunc(seconds / 60), 'minute')
  return seconds < 12 * 60 * 60 || daysBetween(now, instant) === 0 ? inUnit(Math.trunc(seconds / 3600), 'hour') : null
}

function inUnit(amount: number, unit: keyof typeof formatWords.units): string {
  return `${amount} ${formatWords.units[unit]}`
}

/** Midnights between two instants where the reader is, also over a change of the clock. */
export function daysBetween(from: number, to: number): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / day)
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

function shortDate(at: number, now: number): string {
  return (isSameYear(at, now) ? formats.date : formats.dateAndYear)().format(at)
}

function isSameYear(one: number, other: number): boolean {
  return new Date(one).getFullYear() === new Date(other).getFullYear()
}

/** Date and time to the minute: "20 Nov 2026, 09:01". */
export function exactTime(at: number | string): string {
  return formats.exact().format(new Date(at))
}

/** The time of day: "09:01". */
export function clockTime(at: number | string): string {
  return formats.clock().format(new Date(at))
}

/** The time of day, with the day where that is not today: "09:01", "20 Nov 2026, 09:01". */
export function momentTime(at: number | string, now: number): string {
  return daysBetween(now, new Date(at).getTime()) === 0 ? clockTime(at) : exactTime(at)
}

/** The day of an instant as a heading: "Today", "Yesterday", "Tomorrow", "Friday 20 November". */
export function dayLabel(at: number | string, now: number = Date.now()): string {
  const words = dayInSentence(at, now)
  return words[0]!.toLocaleUpperCase() + words.slice(1)
}

/** The day of an instant inside a sentence: "today", "yesterday", "tomorrow", "Friday 20 November". */
export function dayInSentence(at: number | string, now: number): string {
  const instant = new Date(at).getTime()
  const days = daysBetween(now, instant)
  if (Math.abs(days) <= 1)
    return formats.days().format(days, 'day')
  return (isSameYear(instant, now) ? formats.weekday : formats.weekdayAndYear)().format(instant)
}
