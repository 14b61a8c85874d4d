import type { OrderEventType, OrderStatus, Tone } from '@orderbeat/shared'
import { eventTypeOf, orderStatuses } from '@orderbeat/shared'

/** One picture a status, wherever it is a chip, a line or a button. */
export const statusIcons = {
  pending: 'i-lucide-hourglass',
  confirmed: 'i-lucide-thumbs-up',
  processing: 'i-lucide-package-open',
  ready: 'i-lucide-store',
  shipped: 'i-lucide-truck',
  delivered: 'i-lucide-package-check',
  paid: 'i-lucide-banknote',
  cancelled: 'i-lucide-ban',
} as const satisfies Record<OrderStatus, string>

export const toneIcons = {
  info: 'i-lucide-info',
  success: 'i-lucide-circle-check',
  warning: 'i-lucide-triangle-alert',
  error: 'i-lucide-circle-x',
} as const satisfies Record<Tone | 'error', string>

/** The picture of what happened: that of the status, or of a changed detail. */
export function eventIcon(type: OrderEventType): string {
  if (type === 'order.created')
    return 'i-lucide-receipt-text'
  const status = orderStatuses.find(candidate => eventTypeOf(candidate) === type)
  return status === undefined ? 'i-lucide-pencil-line' : statusIcons[status]
}
