import type { Role } from '@orderbeat/shared'

/** An entry of the main navigation. `counts` names what its badge counts. */
export interface Place {
  name: string
  label: string
  icon: string
  counts?: 'unread'
}

const shop: Place = { name: 'shop', label: 'Shop', icon: 'i-lucide-store' }
const orders: Place = { name: 'orders', label: 'Orders', icon: 'i-lucide-receipt-text' }
const allOrders: Place = { name: 'staff-orders', label: 'All orders', icon: 'i-lucide-clipboard-list' }
const notifications: Place = { name: 'notifications', label: 'Notifications', icon: 'i-lucide-bell', counts: 'unread' }

/** Where a person of this role can go; without a role, a visitor. */
export function placesOf(role: Role | undefined): Place[] {
  if (role === undefined)
    return [shop]
  return role === 'customer' ? [shop, orders, notifications] : [allOrders, notifications]
}
