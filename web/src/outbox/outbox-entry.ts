import type { PlaceOrderBody } from '@orderbeat/shared'

/** What a customer does to their orders, with what they saw of it: `total` in minor units, at the prices of that moment. */
export type Act =
  | { kind: 'place', body: PlaceOrderBody, lines: { name: string, quantity: number }[], total: number, currency: string }
  | { kind: 'cancel', orderId: string, number: string, reason?: string | undefined }

/** What came of an act that the person was not there to see. `from`: the status which an order had that could not be cancelled. */
export type Outcome =
  | { kind: 'refused', code: string, detail: string, from?: string | undefined }
  | { kind: 'outdated' }
  | { kind: 'price-changed', order: { id: string, number: string, total: number } }

/** An act on its way to the shop, as it is kept on the device. */
export interface OutboxEntry {
  /** Grows: they are sent in this order. */
  id: number
  account: string
  /** The version of the contract that its body is written for: an app of another one does not send it. */
  contract: number
  /** Its Idempotency-Key: however often it is sent, it acts once. */
  key: string
  act: Act
  /** When it was done, in milliseconds since 1970. */
  at: number
  /** It was sent, and no answer came: nobody knows whether the shop has it, so it cannot be taken back. */
  tried: boolean
  /** Null while it waits. Afterwards it stays until the person has read this. */
  outcome: Outcome | null
}

export function isWaiting(entry: OutboxEntry): boolean {
  return entry.outcome === null
}
