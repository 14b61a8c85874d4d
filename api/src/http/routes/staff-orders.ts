import type { StaffOrderService } from '../../orders/staff-order-service.ts'
import type { App } from '../app-type.ts'
import { getStaffOrder, listStaffOrders, updateStaffOrder } from '@orderbeat/shared'
import { callerOf } from '../authentication.ts'
import { answerOnce, idempotent, versionsOf } from '../writes.ts'

/** The orders of all customers, for those who work here. */
export function staffOrderRoutes(app: App, orders: StaffOrderService): void {
  app.route({
    ...listStaffOrders,
    handler: request => orders.list(request.query),
  })
  app.route({
    ...getStaffOrder,
    handler: request => orders.find(request.params.orderId),
  })
  app.route({
    ...updateStaffOrder,
    handler: async (request, reply) => answerOnce(reply, await orders.update(
      callerOf(request),
      request.params.orderId,
      request.body,
      versionsOf(request),
      idempotent(request),
    )),
  })
}
