import type { Notification } from '@orderbeat/shared'
import { dayLabel } from '../formats/time.ts'

export interface NotificationDay { label: string, notifications: Notification[] }

/** Notifications, newest first, under the day they came on. `now` in milliseconds. */
export function byDay(notifications: readonly Notification[], now: number): NotificationDay[] {
  const days: NotificationDay[] = []
  for (const notification of notifications) {
    const label = dayLabel(notification.createdAt, now)
    if (days.at(-1)?.label !== label)
      days.push({ label, notifications: [] })
    days.at(-1)!.notifications.push(notification)
  }
  return days
}
