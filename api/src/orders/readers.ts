import type { Actor } from '@orderbeat/shared'

/** Whoever has a feed: every customer their own, all staff one together. */
export const staffReader = 'staff'

/** What customers' screens have seen, which is no change of an order. */
export const receiptsReader = 'receipts'

export function customerReader(customerId: string): string {
  return `customer:${customerId}`
}

/** The reader that an account reads as. */
export function readerOf(account: Pick<Actor, 'id' | 'kind'>): string {
  return account.kind === 'customer' ? customerReader(account.id) : staffReader
}

/**
 * Where it is noted that an account has read notifications, which nobody else sees. Staff share a feed, so their marks
 * have one of their own; a customer's feed is theirs alone.
 */
export function marksReaderOf(account: Pick<Actor, 'id' | 'kind'>): string {
  return account.kind === 'customer' ? customerReader(account.id) : `marks:${account.id}`
}
