import type { Tables } from './tables.ts'

/**
 * What each table is read by, page after page, in an order in which whatever a row refers to comes before it.
 * Every table is here but the word index, which triggers keep with the orders.
 */
export const shopTables = {
  accounts: ['id'],
  refresh_families: ['id'],
  machine_keys: ['id'],
  limit_buckets: ['key'],
  products: ['id'],
  orders: ['id'],
  order_events: ['change_number'],
  order_receipts: ['order_id'],
  notifications: ['id'],
  notification_reads: ['account_id', 'notification_id'],
  notification_marks: ['account_id'],
  feeds: ['reader'],
  order_number_counters: ['prefix'],
  idempotency_keys: ['principal', 'key'],
  figures: ['day', 'name'],
  figures_zone: ['id'],
  change_counter: ['id'],
} as const satisfies { [T in keyof Tables]: readonly (keyof Tables[T])[] }

export type TableName = keyof typeof shopTables

/** In the order of copying. The change counter is last: a database without it is not whole. */
export const tableNames = Object.keys(shopTables) as TableName[]
