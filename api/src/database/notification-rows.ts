import type { Notification } from '@orderbeat/shared'
import type { NotificationsTable } from './tables.ts'
import { instant } from './order-rows.ts'

export function notificationFromRow(row: NotificationsTable & { read_at: number | null }): Notification {
  return {
    id: row.id,
    type: row.type,
    tone: row.tone,
    title: row.title,
    body: row.body,
    orderId: row.order_id,
    orderNumber: row.order_number,
    data: JSON.parse(row.data) as Notification['data'],
    createdAt: instant(row.created_at),
    readAt: row.read_at === null ? null : instant(row.read_at),
  }
}
