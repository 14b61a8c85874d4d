import type { LocationQuery } from 'vue-router'
import { firstStatsDay, lastStatsDay, mostStatsDays } from '@orderbeat/shared'
import { figuresWords } from './figures-words.ts'

/** The last so many days with today, or two days of the shop and everything between them. */
export type FiguresRange = { days: number } | { from: string, to: string }

/** The ranges that one press chooses, in days. */
export const usualRanges = [7, 30, 90, 365] as const

const usualDays = 30

/** The range that an address names; the last 30 days where it names none. `today` ends one that is open. */
export function rangeOf(query: LocationQuery, today: string): FiguresRange {
  const from = dayIn(query.from)
  const to = dayIn(query.to)
  if (from !== null || to !== null)
    return { from: from ?? dayBefore(to!, usualDays - 1), to: to ?? (from! > today ? from! : today) }
  return { days: usualRanges.find(days => String(days) === query.days) ?? usualDays }
}

/** The first and the last day of a range, both included. */
export function daysOf(range: FiguresRange, today: string): { from: string, to: string } {
  return 'days' in range ? { from: dayBefore(today, range.days - 1), to: today } : range
}

/** What the API would refuse about two days, in a sentence; null when there is nothing. */
export function wrongWith({ from, to }: { from: string, to: string }): string | null {
  if (from < firstStatsDay || to > lastStatsDay)
    return figuresWords.otherDays(yearOf(firstStatsDay), yearOf(lastStatsDay))
  if (from > to)
    return figuresWords.wrongOrder
  return daysBetween(from, to) >= mostStatsDays ? figuresWords.tooManyDays(mostStatsDays) : null
}

/** The day `count` days before another. */
export function dayBefore(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00.000Z`)
  date.setUTCDate(date.getUTCDate() - count)
  return date.toISOString().slice(0, 10)
}

/** The day of an instant where the reader is. */
export function localDay(at: number): string {
  const date = new Date(at)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, '0')).join('-')
}

function yearOf(day: string): string {
  return day.slice(0, 4)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000))
}

function dayIn(value: unknown): string | null {
  const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(value) : null
  // 31 February is read as a day in March: what comes out is not what was named.
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value as string) ? value as string : null
}
