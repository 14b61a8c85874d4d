import { decimalsOf } from '@orderbeat/shared'
import { locale, perLocale } from '../words/language.ts'

const numbers = perLocale(locale => ({
  whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  tenths: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
}))

/** A number as the reader writes it, with a decimal below 10: "4.5", "1,234", in German "4,5", "1.234". */
export function numberText(number: number): string {
  return (number < 10 ? numbers().tenths : numbers().whole).format(number)
}

/** A part as people read it: "4.5%"; null is "–". */
export function percentText(part: number | null): string {
  return part === null ? '–' : numbers().percent.format(part)
}

/** Minor units as short as an axis needs them: "€1.2K". */
export function shortMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat(locale.value, { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 }).format(amount / 10 ** decimalsOf(currency))
}
