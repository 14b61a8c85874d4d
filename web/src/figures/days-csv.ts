import type { StaffStats } from '@orderbeat/shared'
import { amountText } from '../staff/discount-amount.ts'

/** The days as CSV (RFC 4180), a line each, amounts decimal. Nothing in it was typed by anybody, so nothing is quoted. */
export function daysCsv(days: StaffStats['days'], currency: string | null): string {
  const lines = days.map(({ day, orders, cancelled, revenue }) => [day, orders, cancelled, currency === null ? revenue : amountText(revenue, currency), currency ?? ''])
  return [['day', 'orders', 'cancelled', 'revenue', 'currency'], ...lines].map(line => `${line.join(',')}\r\n`).join('')
}

/** Has the browser save text as a file. */
export function saveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url))
}
