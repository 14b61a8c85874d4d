import type { Actor, Fulfilment, FulfilmentStatus, OrderEventType, OrderStatus, PaymentMethod, PaymentStatus, Role, Tone } from '@orderbeat/shared'

/** Rows as both engines keep them: text ids of ours, instants as integer milliseconds, money in minor units, JSON as text. */
export interface Tables {
  accounts: AccountsTable
  refresh_families: RefreshFamiliesTable
  products: ProductsTable
  orders: OrdersTable
  order_events: OrderEventsTable
  notifications: NotificationsTable
  notification_reads: NotificationReadsTable
  notification_marks: NotificationMarksTable
  feeds: FeedsTable
  change_counter: ChangeCounterTable
  order_number_counters: OrderNumberCountersTable
  idempotency_keys: IdempotencyKeysTable
  machine_keys: MachineKeysTable
  limit_buckets: LimitBucketsTable
  figures: FiguresTable
  figures_zone: FiguresZoneTable
  order_receipts: OrderReceiptsTable
}

export interface AccountsTable {
  id: string
  /** Lower case: an address names one account however it is typed. */
  email: string
  name: string
  role: Role
  password_hash: string
  disabled_at: number | null
  created_at: number
}

/** A signed-in device: the refresh tokens that followed from one login. */
export interface RefreshFamiliesTable {
  id: string
  account_id: string
  current_hash: string
  /** The token before the current one, good until the current one is first used. */
  previous_hash: string | null
  created_at: number
  expires_at: number
  revoked_at: number | null
}

export interface ProductsTable {
  id: string
  sku: string
  name: string
  description: string
  price: number
  available: number
}

export interface OrdersTable {
  id: string
  number: string
  customer_id: string
  customer_name: string
  status: OrderStatus
  fulfilment_status: FulfilmentStatus
  payment_status: PaymentStatus
  version: number
  fulfilment: Fulfilment
  /** The four above as one text, by which staff's lists are narrowed. */
  state: string
  payment_method: PaymentMethod
  /** The lines never change after placement, so they are one column, not a table. */
  items: string
  currency: string
  subtotal: number
  discount: number
  total: number
  address: string | null
  note: string | null
  tracking_number: string | null
  tracking_url: string | null
  estimated_delivery: number | null
  milestones: string
  placed_at: number
  updated_at: number
  /** What a search looks in: lower-case words, each after a space. */
  search_numbers: string
  search_customer: string
  search_items: string
  /** When the newest status change was made, if it is one that staff may take back. */
  undoable_from: number | null
}

export interface OrderEventsTable {
  id: string
  order_id: string
  version: number
  change_number: number
  type: OrderEventType
  from_status: OrderStatus | null
  to_status: OrderStatus | null
  skipped: string
  changed: string
  comment: string | null
  customer_comment: string | null
  actor_kind: Actor['kind']
  actor_id: string
  actor_name: string
  at: number
  /** The bulk run, or the undo of one, that this belongs to. */
  batch_id: string | null
  /** Of the order after this event. */
  payment_status: PaymentStatus
  /** What the order was placed with, as JSON, if this is its first event; also null of orders from before this was kept. */
  placed: string | null
}

export interface NotificationsTable {
  id: string
  /** Who it is for: a reader, as in `feeds`. */
  reader: string
  event_id: string
  change_number: number
  type: OrderEventType
  tone: Tone
  title: string
  body: string
  order_id: string
  order_number: string
  data: string
  created_at: number
  search: string
}

export interface NotificationReadsTable {
  account_id: string
  notification_id: string
  read_at: number
}

/** Up to where an account has read everything. */
export interface NotificationMarksTable {
  account_id: string
  read_up_to: number
}

/** One row a reader (`customer:<id>`, `staff`, `marks:<account id>`): what has last changed for them. */
export interface FeedsTable {
  reader: string
  revision: number
  /** New with every change, so that a revision that a restored backup counts again is never taken for the old one. */
  nonce: string
  /** Until when the reader is told to ask more often, because of what they did themselves. */
  eager_until: number
}

export interface ChangeCounterTable {
  id: number
  value: number
  /** Names this database in every ETag. */
  database_id: string
}

export interface OrderNumberCountersTable {
  prefix: string
  value: number
}

export interface IdempotencyKeysTable {
  principal: string
  key: string
  /** Of method, path and body: another request under the same key is a mistake. */
  fingerprint: string
  answer: string
  created_at: number
  /** Null for a placed order, whose key is kept for ever. */
  expires_at: number | null
}

export interface MachineKeysTable {
  id: string
  name: string
  scopes: string
  /** SHA-256: a key is random enough to need no slow hash. */
  key_hash: string
  created_at: number
  last_used_at: number | null
  revoked_at: number | null
}

/** How often somebody has tried something: the instant at which all their goes are back. */
export interface LimitBucketsTable {
  key: string
  full_at: number
}

/** Sums that are kept with every change, by day of the shop. What has no day has an empty one. */
export interface FiguresTable {
  day: string
  name: string
  value: number
}

/** The time zone whose days the figures are of. */
export interface FiguresZoneTable {
  id: number
  zone: string
}

/** Which version of an order its customer's screens have, and since when. */
export interface OrderReceiptsTable {
  order_id: string
  version: number
  seen_at: number
}
