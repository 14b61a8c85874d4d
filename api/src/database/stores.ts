import type { Kysely } from 'kysely'
import type { WordIndex } from './engine.ts'
import type { Tables } from './tables.ts'
import { createAccountStore } from './account-store.ts'
import { createChangeStore } from './change-store.ts'
import { createEventStore } from './event-store.ts'
import { createFigureStore } from './figure-store.ts'
import { createIdempotencyStore } from './idempotency-store.ts'
import { createLimitStore } from './limit-store.ts'
import { createMachineKeyStore } from './machine-key-store.ts'
import { createNotificationStore } from './notification-store.ts'
import { createOrderStore } from './order-store.ts'
import { createProductStore } from './product-store.ts'
import { createReceiptStore } from './receipt-store.ts'
import { createRefreshStore } from './refresh-store.ts'
import { createStaffOrderStore } from './staff-order-store.ts'

export type Stores = ReturnType<typeof createStores>

/** All that can be read and written, on a database or inside one transaction. */
export function createStores(db: Kysely<Tables>, words: WordIndex) {
  return {
    accounts: createAccountStore(db),
    refreshes: createRefreshStore(db),
    products: createProductStore(db),
    orders: createOrderStore(db),
    staffOrders: createStaffOrderStore(db, words),
    events: createEventStore(db),
    notifications: createNotificationStore(db),
    changes: createChangeStore(db),
    idempotency: createIdempotencyStore(db),
    machineKeys: createMachineKeyStore(db),
    limits: createLimitStore(db),
    figures: createFigureStore(db),
    receipts: createReceiptStore(db),
  }
}
