import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** That a customer's screen has got a version of an order. `seenAt` in milliseconds since 1970. */
export interface Receipt { orderId: string, version: number, seenAt: number }

export function createReceiptStore(db: Kysely<Tables>) {
  return {
    /** Keeps a receipt if it is of a newer version than the one there is. False otherwise. */
    async keep({ orderId, version, seenAt }: Receipt): Promise<boolean> {
      const kept = await db.insertInto('order_receipts')
        .values({ order_id: orderId, version, seen_at: seenAt })
        .onConflict(conflict => conflict.column('order_id').doUpdateSet({ version, seen_at: seenAt }).where('order_receipts.version', '<', version))
        .returning('order_id')
        .executeTakeFirst()
      return kept !== undefined
    },

    /** The receipts of some orders, by order. */
    async of(orderIds: string[]): Promise<Map<string, Receipt>> {
      const rows = orderIds.length === 0 ? [] : await db.selectFrom('order_receipts').selectAll().where('order_id', 'in', orderIds).execute()
      return new Map(rows.map(row => [row.order_id, { orderId: row.order_id, version: row.version, seenAt: row.seen_at }]))
    },
  }
}
