import type { Account, Notification, NotificationPage, Order, OrderPage, OrderStatus, OrderTracking, Progress, Session } from '@orderbeat/shared'
import { moved, orderSums, placed, refusalOf, statusInfoOf } from '@orderbeat/shared'
import { trackingOf } from '../src/orders/order-tracking.ts'

/** When the samples happen. */
export const morning = Date.parse('2026-11-20T09:00:00.000Z')

export const ana: Account = { id: 'ana', name: 'Ana', email: 'ana@example.com', role: 'customer' }
export const ben: Account = { id: 'ben', name: 'Ben', email: 'ben@example.com', role: 'customer' }
export const sam: Account = { id: 'sam', name: 'Sam', email: 'sam@example.com', role: 'staff' }

export function sessionOf(account: Account, token = `token-of-${account.id}`): Session {
  return { account, accessToken: token, expiresAt: '2026-11-20T09:15:00.000Z' }
}

export interface SampleOptions {
  number?: number
  fulfilment?: Order['fulfilment']
  estimatedDelivery?: string | null
}

/** An order that has gone through `moves`, a minute each, by the rules of the shop. */
export function anOrder(moves: OrderStatus[] = [], { number = 1, fulfilment = 'delivery', estimatedDelivery = null }: SampleOptions = {}): Order {
  const at = (minutes: number) => new Date(morning - 3_600_000 + minutes * 60_000).toISOString()
  const progress = moves.reduce<Progress>((order, to, step) => moved(order, to, at(step + 1)), placed(fulfilment, at(0)))
  const items = [{ productId: 'beans', sku: 'BEANS', name: 'Coffee beans', quantity: 2, unitPrice: 1250, total: 2500 }]
  const refusal = refusalOf(progress, 'cancelled', 'customer')
  return {
    ...progress,
    id: `order-${number}`,
    number: `ONLINE-${String(number).padStart(6, '0')}`,
    statusInfo: statusInfoOf(progress),
    version: moves.length + 1,
    customer: { id: ana.id, name: ana.name },
    items,
    currency: 'EUR',
    ...orderSums(items, 0),
    paymentMethod: 'card',
    address: fulfilment === 'delivery' ? 'Rua Nova 1, Lisboa' : null,
    note: null,
    trackingNumber: null,
    trackingUrl: null,
    estimatedDelivery,
    placedAt: at(0),
    updatedAt: at(moves.length),
    actions: [{ action: 'cancel', allowed: refusal === null, ...(refusal !== null && { reason: refusal }) }],
  }
}

export function aPage(...orders: Order[]): OrderPage {
  return { orders, total: orders.length, nextCursor: null }
}

export function aTracking(moves: OrderStatus[] = [], options: SampleOptions = {}): OrderTracking {
  return trackingOf(anOrder(moves, options))
}

export function aNotification(id: string, parts: Partial<Notification> = {}): Notification {
  return {
    id,
    type: 'order.shipped',
    tone: 'info',
    title: 'Your order ONLINE-000001 is on its way',
    body: '',
    orderId: 'order-1',
    orderNumber: 'ONLINE-000001',
    data: { from: 'processing', to: 'shipped', changed: {} },
    createdAt: new Date(morning).toISOString(),
    readAt: null,
    ...parts,
  }
}

export function aNotificationPage(...notifications: Notification[]): NotificationPage {
  return {
    notifications,
    unread: notifications.filter(({ readAt }) => readAt === null).length,
    total: notifications.length,
    nextCursor: null,
    cursor: `cursor-${notifications.length}`,
  }
}
