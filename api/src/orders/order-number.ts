/** What the numbers of orders that are placed here begin with. */
export const ownPrefix = 'ONLINE'

/** The nth number of a counter. */
export function orderNumber(prefix: string, value: number): string {
  return `${prefix}-${String(value).padStart(6, '0')}`
}

/** Of which counter a number is, and the how manieth; null for one that was given elsewhere. */
export function ownNumberOf(number: string): { prefix: string, value: number } | null {
  const digits = new RegExp(`^${ownPrefix}-(\\d{6,15})$`).exec(number)?.[1]
  return digits === undefined ? null : { prefix: ownPrefix, value: Number(digits) }
}
