import type { OrderPage } from '../contract/orders.ts'
import type { CloudEvent } from '../contract/staff-events.ts'
import type { StaffOrdersQuery, UpdateOrderBody } from '../contract/staff-orders.ts'
import type { OrderStatus } from '../order/order-status.ts'
import type { Order } from '../order/order.ts'
import type { CallOptions } from './caller.ts'
import type { ClientWorld } from './client-world.ts'
import type { FeedOptions } from './event-feed.ts'
import { undoOrder } from '../contract/staff-bulk.ts'
import { getStaffOrder, listStaffOrders, updateStaffOrder } from '../contract/staff-orders.ts'
import { createCaller } from './caller.ts'
import { worldOf } from './client-world.ts'
import { followEvents } from './event-feed.ts'

export { createCaller } from './caller.ts'
export type { Caller, CallerParts, CallOptions } from './caller.ts'
export { OrderbeatError, UnreachableError, willPass } from './client-errors.ts'
export { worldOf } from './client-world.ts'
export type { ClientWorld } from './client-world.ts'
export type { FeedOptions } from './event-feed.ts'

export interface OrderbeatClientParts extends Partial<ClientWorld> {
  /** Where the shop is: `https://orders.example.com`. */
  origin: string
  /** A machine key, `obk_…`. */
  key: string
}

/** An order as it was seen: a write holds only while it is at this version. */
export type SeenOrder = Pick<Order, 'id' | 'version'>

/** What a till does. Every call but `events` throws OrderbeatError for a problem and UnreachableError when there is no answer. */
export interface OrderbeatClient {
  /** A page of the orders of all customers, newest first unless `sort` says otherwise. */
  orders: (query?: StaffOrdersQuery, options?: CallOptions) => Promise<OrderPage>
  /** One order with its timeline, by id or number. */
  order: (idOrNumber: string, options?: CallOptions) => Promise<Order>
  /** Moves an order on, perhaps with a tracking number or a comment. Code `order-changed`: somebody was faster, `problem.order` is theirs. */
  move: (order: SeenOrder, status: OrderStatus, besides?: Omit<UpdateOrderBody, 'status'>, options?: CallOptions) => Promise<Order>
  /** Takes back the order's newest status change. */
  undo: (order: SeenOrder, options?: CallOptions) => Promise<Order>
  /** Everything that happens, in order; keep the `id` of the last event that you dealt with for the next `after`. */
  events: (options?: FeedOptions) => AsyncGenerator<CloudEvent, void, undefined>
}

/** A client for tills and other machines, in Node and in browsers. */
export function createOrderbeatClient({ origin, key, ...given }: OrderbeatClientParts): OrderbeatClient {
  const world = worldOf(given)
  const call = createCaller({ origin, bearer: key, ...world })
  return {
    orders: (query = {}, options) => call(listStaffOrders, { query }, options),
    order: (orderId, options) => call(getStaffOrder, { params: { orderId } }, options),
    move: (order, status, besides = {}, options) => call(updateStaffOrder, { ...meant(order), body: { ...besides, status } }, options),
    undo: (order, options) => call(undoOrder, meant(order), options),
    events: (options = {}) => followEvents(call, world, options),
  }
}

function meant({ id, version }: SeenOrder) {
  return { params: { orderId: id }, headers: { 'if-match': `"${version}"` } }
}
