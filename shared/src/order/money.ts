/** To make a format takes longer than to use it, and a list has a price in each row. */
const knownDecimals = new Map<string, number>()

/** The number of decimals a currency is written with: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217). */
export function decimalsOf(currency: string): number {
  const decimals = knownDecimals.get(currency) ?? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  knownDecimals.set(currency, decimals)
  return decimals
}

/** Minor units as people write them: `formatMoney(1999, 'EUR')` is "€19.99". */
export function formatMoney(amount: number, currency: string, locale = 'en'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 10 ** decimalsOf(currency))
}

/** The total of an order line in minor units. */
export function lineTotal(line: { quantity: number, unitPrice: number }): number {
  return line.quantity * line.unitPrice
}

/** What is to be paid, in minor units: the lines less the discount, which never exceeds them. */
export function orderSums(lines: readonly { quantity: number, unitPrice: number }[], discount: number): { subtotal: number, discount: number, total: number } {
  const subtotal = lines.reduce((sum, line) => sum + lineTotal(line), 0)
  return { subtotal, discount, total: subtotal - discount }
}
