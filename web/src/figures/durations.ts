import { formatWords } from '../formats/format-words.ts'
import { numberText } from './figures-numbers.ts'
import { figuresWords } from './figures-words.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Seconds as people say them, in two parts at most: "45 s", "12 min", "3 h 20 min", "2 d 4 h"; null is "–". */
export function durationWords(seconds: number | null): string {
  if (seconds === null)
    return '–'
  const units = { ...formatWords.units, day: figuresWords.dayUnit }
  if (seconds < 10)
    return `${numberText(seconds)} ${units.second}`
  if (Math.round(seconds) < minute)
    return `${Math.round(seconds)} ${units.second}`
  if (Math.round(seconds / minute) < 60)
    return `${Math.round(seconds / minute)} ${units.minute}`
  if (Math.round(seconds / hour) < 48)
    return parts(Math.round(seconds / minute), 60, units.hour, units.minute)
  return parts(Math.round(seconds / hour), 24, units.day, units.hour)
}

function parts(small: number, size: number, bigUnit: string, smallUnit: string): string {
  const rest = small % size
  return `${Math.floor(small / size)} ${bigUnit}${rest === 0 ? '' : ` ${rest} ${smallUnit}`}`
}

/** Where a logarithmic axis of durations has its marks, in seconds. */
export const durationMarks = [1, 10, minute, 10 * minute, hour, 6 * hour, day, 7 * day, 28 * day]
