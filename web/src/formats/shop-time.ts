import { perLocale } from '../words/language.ts'
import { formatWords } from './format-words.ts'
import { exactTime } from './time.ts'

/** In the time zone of whoever looks, or in a named one (IANA). */
const formats = perLocale((locale) => {
  const make = (timeZone?: string) => ({
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }),
    clock: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }),
  })
  const there = new Map<string, ReturnType<typeof make>>()
  return { here: make(), in: (zone: string) => there.get(zone) ?? there.set(zone, make(zone)).get(zone)! }
})

/**
 * An instant (milliseconds or ISO 8601) as the clocks at the shop show it, "15:02 at the shop", with the day where that is
 * another one there. Null where clocks here show the same, or where nobody knows the shop's time zone.
 */
export function timeAtShop(at: number | string): string | null {
  const zone = shopZone()
  if (zone === null)
    return null
  const instant = new Date(at)
  const { here, in: formatsIn } = formats()
  const there = formatsIn(zone)
  if (there.exact.format(instant) === here.exact.format(instant))
    return null
  const sameDay = there.date.format(instant) === here.date.format(instant)
  return formatWords.atShop((sameDay ? there.clock : there.exact).format(instant))
}

/** Date and time here, and at the shop where clocks differ: "20 Nov 2026, 14:02 (15:02 at the shop)". */
export function exactTimes(at: number | string): string {
  const there = timeAtShop(at)
  return there === null ? exactTime(at) : `${exactTime(at)} (${there})`
}

const checked = new Map<string, boolean>()

/** The server writes it into the page. A browser may not know it: names of zones are added now and then. */
function shopZone(): string | null {
  const zone = document.querySelector<HTMLMetaElement>('meta[name="orderbeat-time-zone"]')?.content ?? null
  if (zone !== null && !checked.has(zone))
    checked.set(zone, isKnown(zone))
  return zone !== null && checked.get(zone) ? zone : null
}

function isKnown(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  }
  catch {
    return false
  }
}
