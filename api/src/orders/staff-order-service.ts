import type { Actor, Order, OrderPage, StaffOrdersQuery, UpdateOrderBody } from '@orderbeat/shared'
import type { StaffFilter } from '../database/staff-order-store.ts'
import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import { cursorOf, placeOf } from './cursor.ts'
import { moveOrder } from './move-order.ts'
import { OrderNotFoundError } from './order-errors.ts'
import { staffTimeline, staffView } from './order-views.ts'
import { dayAfter, startOfDay } from './shop-day.ts'

export type StaffOrderService = ReturnType<typeof createStaffOrderService>

/** What staff can do with the orders of all customers. */
export function createStaffOrderService(parts: OrderParts) {
  const { stores, slowReads } = parts.database
  return {
    async list(query: StaffOrdersQuery): Promise<OrderPage> {
      const sort = query.sort ?? '-placedAt'
      const page = await slowReads.staffOrders.list(filterOf(query, parts.shop.timeZone), sort, query.limit ?? 20, placeOf(sort, query.before))
      return { orders: page.items.map(staffView), total: page.total, nextCursor: cursorOf(sort, page.next) }
    },

    async find(idOrNumber: string): Promise<Order> {
      const order = await stores.orders.find(idOrNumber)
      if (order === null)
        throw new OrderNotFoundError()
      return { ...staffView(order), timeline: staffTimeline(await stores.events.listOf(order.id)) }
    },

    /** Throws OrderNotFoundError, OrderChangedError, TransitionRefusedError, InvalidRequestError. */
    update: (actor: Actor, idOrNumber: string, body: UpdateOrderBody, versions: string | undefined, request: IdempotentRequest | null): Promise<Once<Order>> =>
      moveOrder(parts, {
        find: inside => inside.orders.find(idOrNumber),
        view: staffView,
        mover: 'staff',
        actor,
        body,
        versions,
        request,
      }),
  }
}

function filterOf(query: StaffOrdersQuery, timeZone: string): StaffFilter {
  const { status, fulfilmentStatus, paymentStatus, from, to, fulfilment, q, customerId } = query
  return {
    ...(status === undefined ? {} : { status: listOf<NonNullable<StaffFilter['status']>>(status) }),
    ...(fulfilmentStatus === undefined ? {} : { fulfilmentStatus: listOf<NonNullable<StaffFilter['fulfilmentStatus']>>(fulfilmentStatus) }),
    ...(paymentStatus === undefined ? {} : { paymentStatus: listOf<NonNullable<StaffFilter['paymentStatus']>>(paymentStatus) }),
    ...(fulfilment === undefined ? {} : { fulfilment }),
    ...(q === undefined ? {} : { q }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(from === undefined ? {} : { since: startOfDay(from, timeZone) }),
    ...(to === undefined ? {} : { until: startOfDay(dayAfter(to), timeZone) }),
  }
}

/** The contract's pattern has checked each word of the list. */
function listOf<T extends string[]>(text: string): T {
  return text.split(',') as T
}
