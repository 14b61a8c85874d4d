import type { StaffOrderService } from '../../orders/staff-order-service.ts'
import type { App } from '../app-type.ts'
import { Readable } from 'node:stream'
import { bulkUpdateOrders, cloudEventsBatch, exportStaffOrders, getStaffOrder, listEvents, listStaffOrders, undoBatch, undoOrder, updateStaffOrder } from '@orderbeat/shared'
import { ordersCsv } from '../../orders/orders-csv.ts'
import { callerOf } from '../authentication.ts'
import { answerOnce, idempotent, versionsOf } from '../writes.ts'

/** The orders of all customers, for those who work here. */
export function staffOrderRoutes(app: App, orders: StaffOrderService): void {
  app.route({
    ...listStaffOrders,
    handler: request => orders.list(request.query),
  })
  app.route({
    ...exportStaffOrders,
    handler: async (request, reply) => reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="orders.csv"')
      .send(Readable.from(ordersCsv(orders.export(request.query))) as never),
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
  app.route({
    ...undoOrder,
    handler: async (request, reply) => answerOnce(reply, await orders.undo(
      callerOf(request),
      request.params.orderId,
      versionsOf(request),
      idempotent(request),
    )),
  })
  app.route({
    ...bulkUpdateOrders,
    handler: async (request, reply) => answerOnce(reply, await orders.bulk(callerOf(request), request.body, idempotent(request))),
  })
  app.route({
    ...undoBatch,
    handler: async (request, reply) => answerOnce(reply, await orders.undoBatch(callerOf(request), request.params.batchId, idempotent(request))),
  })
  app.route({
    ...listEvents,
    handler: async (request, reply) => reply.type(cloudEventsBatch).send(await orders.events(request.query)),
  })
}
