import type { Actor, BulkAnswer, BulkBody, BulkResult, CloudEvent, Order, OrderPage, StaffOrdersQuery, UpdateOrderBody } from '@orderbeat/shared'
import type { StoredOrder } from '../database/order-rows.ts'
import type { Page, Place } from '../database/page.ts'
import type { StaffFilter } from '../database/staff-order-store.ts'
import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import { InvalidRequestError } from '../domain-error.ts'
import { bulkUpdate, undoBatch } from './bulk-orders.ts'
import { cloudEvent } from './cloud-event.ts'
import { cursorOf, placeOf } from './cursor.ts'
import { moveOrder } from './move-order.ts'
import { OrderNotFoundError } from './order-errors.ts'
import { staffTimeline, staffView } from './order-views.ts'
import { endOfDay, startOfDay } from './shop-day.ts'
import { undoOrder } from './undo-order.ts'

export type StaffOrderService = ReturnType<typeof createStaffOrderService>

/** So many orders are exported in one read. */
const exportPage = 500

/** What staff can do with the orders of all customers. */
export function createStaffOrderService(parts: OrderParts) {
  const { stores, slowReads } = parts.database

  const views = async (orders: StoredOrder[]): Promise<Order[]> => {
    const receipts = await stores.receipts.of(orders.map(({ id }) => id))
    return orders.map(order => staffView(order, parts.undoSeconds, receipts.get(order.id)))
  }

  return {
    async list(query: StaffOrdersQuery): Promise<OrderPage> {
      const sort = query.sort ?? '-placedAt'
      const page = await slowReads.staffOrders.list(filterOf(query, parts.shop.timeZone), sort, query.limit ?? 20, placeOf(sort, query.before))
      return { orders: await views(page.items), total: page.total, nextCursor: cursorOf(sort, page.next) }
    },

    /** All orders that match, some at a time. */
    async* export(query: Omit<StaffOrdersQuery, 'limit' | 'before'>): AsyncGenerator<Order[]> {
      const sort = query.sort ?? '-placedAt'
      for (let place: Place | null = null; ;) {
        const page: Page<StoredOrder> = await slowReads.staffOrders.list(filterOf(query, parts.shop.timeZone), sort, exportPage, place)
        yield await views(page.items)
        if (page.next === null)
          return
        place = page.next
      }
    },

    async find(idOrNumber: string): Promise<Order> {
      const order = await stores.orders.find(idOrNumber)
      if (order === null)
        throw new OrderNotFoundError()
      return { ...(await views([order]))[0]!, timeline: staffTimeline(await stores.events.listOf(order.id)) }
    },

    /** Throws OrderNotFoundError, OrderChangedError, TransitionRefusedError, InvalidRequestError. */
    update: (actor: Actor, idOrNumber: string, body: UpdateOrderBody, versions: string | undefined, request: IdempotentRequest | null): Promise<Once<Order>> =>
      moveOrder(parts, {
        find: inside => inside.orders.find(idOrNumber),
        view: order => staffView(order, parts.undoSeconds),
        mover: 'staff',
        actor,
        body,
        versions,
        request,
      }),

    /** Throws VersionWantedError, OrderNotFoundError, OrderChangedError, UndoRefusedError. */
    undo: (actor: Actor, idOrNumber: string, versions: string | undefined, request: IdempotentRequest | null): Promise<Once<Order>> =>
      undoOrder(parts, actor, idOrNumber, versions, request),

    bulk: (actor: Actor, body: BulkBody, request: IdempotentRequest | null): Promise<Once<BulkAnswer>> => bulkUpdate(parts, actor, body, request),

    /** Throws UndoRefusedError when nothing of the batch can be taken back. */
    undoBatch: (actor: Actor, batchId: string, request: IdempotentRequest | null): Promise<Once<{ results: BulkResult[] }>> => undoBatch(parts, actor, batchId, request),

    /** Everything that has happened, in order, after the event with this id. Throws InvalidRequestError when there is none. */
    async events(query: { after?: string, limit?: number }): Promise<CloudEvent[]> {
      const events = await slowReads.events.listAfter(query.after ?? null, query.limit ?? 100)
      if (events === null)
        throw new InvalidRequestError([{ path: '/after', message: 'is no event of this shop' }])
      return events.map(event => cloudEvent(event, parts.origin))
    },
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
    ...(to === undefined ? {} : { until: endOfDay(to, timeZone) }),
  }
}

/** The contract's pattern has checked each word of the list. */
function listOf<T extends string[]>(text: string): T {
  return text.split(',') as T
}
