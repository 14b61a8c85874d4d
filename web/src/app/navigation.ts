import type { Role } from '@orderbeat/shared'
import type { appWords } from './app-words.ts'

/** An entry of the main navigation. `counts` names what its badge counts, `key` is the letter that goes there after G. */
export interface Place {
  name: string
  label: keyof typeof appWords.places
  icon: string
  counts?: 'unread' | 'new'
  key?: string
}

const shop: Place = { name: 'shop', label: 'shop', icon: 'i-lucide-store' }
const orders: Place = { name: 'orders', label: 'orders', icon: 'i-lucide-receipt-text' }
const allOrders: Place = { name: 'staff-orders', label: 'allOrders', icon: 'i-lucide-clipboard-list', counts: 'new', key: 'o' }
const figures: Place = { name: 'staff-figures', label: 'figures', icon: 'i-lucide-chart-column', key: 'f' }
const admin: Place = { name: 'staff-admin', label: 'admin', icon: 'i-lucide-settings' }
const notifications: Place = { name: 'notifications', label: 'notifications', icon: 'i-lucide-bell', counts: 'unread', key: 'n' }

/** Where a person of this role can go; without a role, a visitor. */
export function placesOf(role: Role | undefined): Place[] {
  if (role === undefined)
    return [shop]
  if (role === 'customer')
    return [shop, orders, notifications]
  return [allOrders, figures, notifications, ...(role === 'admin' ? [admin] : [])]
}
