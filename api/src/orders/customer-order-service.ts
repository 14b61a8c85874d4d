import type { Actor, Order, OrderPage, OrderTracking, PlaceOrderBody } from '@orderbeat/shared'
import type { HistoryFilter } from '../database/order-store.ts'
import type { Eagerness } from './eagerness.ts'
import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import type { Polled } from './order-views.ts'
import type { Screen, Sight } from './sight.ts'
import { cursorOf, placeOf } from './cursor.ts'
import { moveOrder } from './move-order.ts'
import { OrderNotFoundError } from './order-errors.ts'
import { customerTimeline, customerView, trackingView } from './order-views.ts'
import { placeOrder } from './place-order.ts'

export type CustomerOrderService = ReturnType<typeof createCustomerOrderService>

/**
 * What a customer can do with their own orders. The customer is the one the token speaks for, in every query.
 * `screen`: what the answer is shown on.
 */
export function createCustomerOrderService(parts: OrderParts, eagerness: Pick<Eagerness, 'noteLook'>, sight: Pick<Sight, 'note'>) {
  const { stores } = parts.database

  const own = async (customerId: string, idOrNumber: string, screen: Screen) => {
    const order = await stores.orders.findOf(customerId, idOrNumber)
    if (order === null)
      throw new OrderNotFoundError()
    if (order.fulfilmentStatus !== 'delivered' && order.fulfilmentStatus !== 'cancelled')
      eagerness.noteLook(customerId, order.id)
    sight.note([order], screen)
    return order
  }

  return {
    place: (customerId: string, body: PlaceOrderBody, request: IdempotentRequest | null): Promise<Once<Order>> =>
      placeOrder(parts, customerId, body, request),

    /** The customer's orders, newest first. */
    async list(customerId: string, query: HistoryFilter & { limit?: number, before?: string }, screen: Screen = 'new'): Promise<OrderPage> {
      const page = await stores.orders.listOf(customerId, query, query.limit ?? 20, placeOf('history', query.before))
      sight.note(page.items, screen)
      parts.log.info({ account: customerId, orders: page.items.length }, 'history fetched')
      return { orders: page.items.map(customerView), total: page.total, nextCursor: cursorOf('history', page.next) }
    },

    async find(customerId: string, idOrNumber: string, screen: Screen = 'new'): Promise<Polled<Order>> {
      const order = await own(customerId, idOrNumber, screen)
      return { ...customerView(order), undoableFrom: order.undoableFrom, timeline: customerTimeline(await stores.events.listOf(order.id)) }
    },

    async track(customerId: string, idOrNumber: string, screen: Screen = 'new'): Promise<Polled<OrderTracking>> {
      const order = await own(customerId, idOrNumber, screen)
      return { ...trackingView(order), undoableFrom: order.undoableFrom }
    },

    /** Throws OrderNotFoundError, OrderChangedError, TransitionRefusedError. */
    cancel: (customer: Actor, idOrNumber: string, reason: string | undefined, versions: string | undefined, request: IdempotentRequest | null): Promise<Once<Order>> =>
      moveOrder(parts, {
        find: inside => inside.orders.findOf(customer.id, idOrNumber),
        view: customerView,
        mover: 'customer',
        actor: customer,
        body: { status: 'cancelled', ...(reason?.trim() ? { customerComment: reason.trim() } : {}) },
        versions,
        request,
      }),
  }
}
