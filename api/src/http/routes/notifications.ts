import type { NotificationService } from '../../notifications/notification-service.ts'
import type { App } from '../app-type.ts'
import { listNotifications, readNotifications } from '@orderbeat/shared'
import { callerOf } from '../authentication.ts'

/** What an account was told, and what of it it has read. */
export function notificationRoutes(app: App, notifications: NotificationService): void {
  app.route({
    ...listNotifications,
    handler: request => notifications.list(callerOf(request), request.query),
  })
  app.route({
    ...readNotifications,
    handler: async (request) => {
      const { body } = request
      const caller = callerOf(request)
      return { unread: await ('ids' in body ? notifications.read(caller, body.ids) : notifications.readUpTo(caller, body.upTo)) }
    },
  })
}
