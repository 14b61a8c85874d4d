import type { Role } from '@orderbeat/shared'
import type { RouteLocationRaw } from 'vue-router'

/** The page on which this person sees an order: customers their own, people who work here the console's. */
export function orderLink(orderId: string, role: Role | undefined): RouteLocationRaw {
  return { name: role === 'customer' ? 'order' : 'staff-order', params: { orderId } }
}
