import type { NotificationPage, Order, OrderPage, OrderTracking } from '@orderbeat/shared'
import type { Query, QueryClient, QueryKey } from '@tanstack/vue-query'
import type { PollRecord } from '../polling/poll-book.ts'
import { listNotifications } from '@orderbeat/shared'
import { replaceEqualDeep } from '@tanstack/vue-query'
import { recordOf } from '../polling/poll-book.ts'
import { noteConfirmation } from '../polling/poll-notes.ts'
import { isOrder, isPage, isTracking } from './order-shapes.ts'
import { orderAfter, trackingOf } from './order-tracking.ts'

// A view of orders is known by the shape of what it holds, not by its endpoint: customers would load those of staff.

/** Puts a newer order into every view of it that is held, so that all of them agree at once. An older one is dropped. */
export function learnOrder(queryClient: QueryClient, order: Order): void {
  updateViews(queryClient, data => withOrder(data, order))
}

/** As `learnOrder`, from the little that a tracker knows. What it does not know is read again where it is shown. */
export function learnStatus(queryClient: QueryClient, tracking: OrderTracking): void {
  const behind = updateViews(queryClient, data => withTracking(data, tracking))
  for (const query of behind) {
    if (!isTracking(query.state.data))
      recordOf(queryClient, query.queryKey).wanted = true
  }
}

/**
 * Teaches the other views what one of them was just answered: what is newer, and that what they hold is current.
 * For whoever takes an answer into the cache.
 */
export function spreadOrders(queryClient: QueryClient, queryKey: QueryKey, data: unknown): void {
  if (queryKey[0] === listNotifications.schema.operationId)
    wantTold(queryClient, queryKey[1], data as NotificationPage)
  if (isPage(data))
    data.orders.forEach(order => learnOrder(queryClient, order))
  else if (isOrder(data))
    learnOrder(queryClient, data)
  else if (isTracking(data))
    learnStatus(queryClient, data)
  confirmViews(queryClient, queryKey, versionsIn(data))
}

/** What a notification tells of and a view does not show yet is read at once where it is shown. */
function wantTold(queryClient: QueryClient, accountId: unknown, { notifications }: NotificationPage): void {
  const views = queryClient.getQueryCache().findAll({ predicate: ({ queryKey }) => queryKey[1] === accountId })
  for (const { queryKey, state: { data } } of views) {
    const shown = new Map(isPage(data) ? data.orders.map(order => [order.id, order.updatedAt]) : isOrder(data) ? [[data.id, data.updatedAt]] : isTracking(data) ? [[data.orderId, data.updatedAt]] : [])
    if (notifications.some(({ orderId, createdAt }) => shown.has(orderId) && shown.get(orderId)! < createdAt))
      recordOf(queryClient, queryKey).wanted = true
  }
}

/** A view of one order that holds the version which was just seen is as current as if it had been asked for itself. */
function confirmViews(queryClient: QueryClient, source: QueryKey, seen: Map<string, number>): void {
  const { askedAt, hint } = recordOf(queryClient, source)
  const views = queryClient.getQueryCache().findAll({ predicate: ({ queryKey }) => queryKey !== source && queryKey[1] === source[1] })
  for (const { queryKey, state: { data } } of views) {
    const [[id, version] = []] = isPage(data) ? [] : versionsIn(data)
    if (askedAt !== null && id !== undefined && seen.get(id) === version)
      noteConfirmation(recordOf(queryClient, queryKey), askedAt, seen.size === 1 && hint === -1)
  }
}

function versionsIn(data: unknown): Map<string, number> {
  if (isPage(data))
    return new Map(data.orders.map(order => [order.id, order.version]))
  if (isOrder(data))
    return new Map([[data.id, data.version]])
  return new Map(isTracking(data) ? [[data.orderId, data.version]] : [])
}

/**
 * An answer in place of the one that is held: equal parts stay the same objects, and what is held in a newer version
 * stays as it is, because answers can overtake each other. For vue-query's `structuralSharing`.
 */
export function keepNewer(held: unknown, fresh: unknown): unknown {
  if (isPage(held) && isPage(fresh)) {
    const byId = new Map(held.orders.map(order => [order.id, order]))
    const orders = fresh.orders.map((order) => {
      const known = byId.get(order.id)
      return known && known.version > order.version ? known : order
    })
    return replaceEqualDeep(held, { ...fresh, orders })
  }
  if ((isOrder(held) && isOrder(fresh) && held.id === fresh.id) || (isTracking(held) && isTracking(fresh) && held.orderId === fresh.orderId))
    return held.version > fresh.version ? held : replaceEqualDeep(held, fresh)
  return replaceEqualDeep(held, fresh)
}

/** What an account is shown of an order elsewhere, newest first, and the records of the polls that show it. */
export function knownOrders(queryClient: QueryClient, accountId: string | null, idOrNumber: string): { order: Order, record: PollRecord }[] {
  const isMeant = ({ id, number }: Order): boolean => id === idOrNumber || number === idOrNumber
  return queryClient.getQueryCache()
    .findAll({ predicate: ({ queryKey }) => queryKey[1] === accountId })
    .flatMap(({ queryKey, state: { data } }) => {
      const order = isPage(data) ? data.orders.find(isMeant) : isOrder(data) && isMeant(data) ? data : undefined
      return order === undefined ? [] : [{ order, record: recordOf(queryClient, queryKey) }]
    })
    .toSorted((one, other) => other.order.version - one.order.version)
}

/** Applies `change` to every held view of orders; it returns the very data where nothing changes. */
function updateViews(queryClient: QueryClient, change: (data: unknown) => unknown): Query[] {
  return queryClient.getQueryCache().getAll().filter((query) => {
    const { data, dataUpdatedAt } = query.state
    const changed = data === undefined ? data : change(data)
    if (changed === data)
      return false
    // It is as old as it was: what was learned from elsewhere is no answer to this view's own question.
    query.setData(changed, { updatedAt: dataUpdatedAt, manual: true })
    const record = recordOf(queryClient, query.queryKey)
    // What was over is not, if it still changes.
    if (record.hint === -1)
      record.hint = null
    return true
  })
}

function withOrder(data: unknown, order: Order): unknown {
  if (isPage(data))
    return inPage(data, order.id, held => order.version > held.version ? inList(order) : held)
  if (isOrder(data))
    return data.id === order.id && order.version > data.version ? { ...data, ...order } : data
  if (isTracking(data))
    return data.orderId === order.id && order.version > data.version ? trackingOf(order) : data
  return data
}

function withTracking(data: unknown, tracking: OrderTracking): unknown {
  if (isPage(data))
    return inPage(data, tracking.orderId, held => tracking.version > held.version ? orderAfter(held, tracking) : held)
  if (isOrder(data))
    return data.id === tracking.orderId && tracking.version > data.version ? orderAfter(data, tracking) : data
  if (isTracking(data))
    return data.orderId === tracking.orderId && tracking.version > data.version ? tracking : data
  return data
}

function inPage(page: OrderPage, orderId: string, change: (held: Order) => Order): OrderPage {
  const place = page.orders.findIndex(order => order.id === orderId)
  const held = page.orders[place]
  const changed = held && change(held)
  return changed === held ? page : { ...page, orders: page.orders.with(place, changed!) }
}

/** Lists do not carry timelines. */
function inList({ timeline: _, ...order }: Order): Order {
  return order
}
