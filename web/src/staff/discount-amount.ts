import { decimalsOf } from '@orderbeat/shared'
import { perLocale } from '../words/language.ts'

const decimalSign = perLocale(locale => new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')!.value)

/** Minor units as a decimal: 1250 of EUR is "12.50". */
export function amountText(amount: number, currency: string): string {
  return (amount / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency))
}

/** Minor units as the reader types them: 1250 of EUR is "12.50", in German "12,50". */
export function typedAmount(amount: number, currency: string): string {
  return amountText(amount, currency).replace('.', decimalSign())
}

/** What was typed as minor units, with a point or a comma; null where it is no amount of this currency. */
export function amountFrom(text: string, currency: string): number | null {
  const decimals = decimalsOf(currency)
  const match = /^(\d{1,9})(?:[.,](\d+))?$/.exec(text.trim())
  if (match === null || (match[2]?.length ?? 0) > decimals)
    return null
  return Number(match[1]! + (match[2] ?? '').padEnd(decimals, '0'))
}
