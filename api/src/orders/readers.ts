import type { Actor } from '@orderbeat/shared'

/** Whoever has a feed: every customer their own, all staff one together. */
export const staffReader = 'staff'

export function customerReader(customerId: string): string {
  return `customer:${customerId}`
}

/** The reader that an account reads as. */
export function readerOf(account: Pick<Actor, 'id' | 'kind'>): string {
  return account.kind === 'customer' ? customerReader(account.id) : staffReader
}

/** What only one account changes and sees: which notifications it has read. */
export function marksReader(accountId: string): string {
  return `marks:${accountId}`
}
