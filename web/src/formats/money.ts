import { formatMoney } from '@orderbeat/shared'
import { locale } from '../words/language.ts'

/** Minor units as the reader writes them: `money(1999, 'EUR')` is "€19.99", in German "19,99 €". */
export function money(amount: number, currency: string): string {
  return formatMoney(amount, currency, locale.value)
}
