import type { Order, OrderPage, OrderTracking } from '@orderbeat/shared'

/** The three shapes in which answers tell of orders, as told apart in the cache. */
export function isPage(data: unknown): data is OrderPage {
  return isObject(data) && Array.isArray(data.orders)
}

export function isOrder(data: unknown): data is Order {
  return isObject(data) && 'items' in data && 'version' in data
}

export function isTracking(data: unknown): data is OrderTracking {
  return isObject(data) && 'steps' in data && 'orderId' in data
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null
}
