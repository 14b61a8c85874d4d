import type { CustomerOrderService } from '../../orders/customer-order-service.ts'
import type { App } from '../app-type.ts'
import { cancelOrder, getOrder, listOrders, placeOrder, trackOrder, urlOf } from '@orderbeat/shared'
import { callerOf } from '../authentication.ts'
import { screenOf } from '../conditional.ts'
import { answerOnce, idempotent, versionsOf } from '../writes.ts'

/** A customer's own orders. */
export function orderRoutes(app: App, orders: CustomerOrderService): void {
  app.route({
    ...placeOrder,
    handler: async (request, reply) => {
      const order = answerOnce(reply, await orders.place(callerOf(request).id, request.body, idempotent(request)))
      return reply.code(201).header('location', urlOf(getOrder, { params: { orderId: order.id } })).send(order)
    },
  })
  app.route({
    ...listOrders,
    handler: request => orders.list(callerOf(request).id, request.query, screenOf(request)),
  })
  app.route({
    ...getOrder,
    handler: request => orders.find(callerOf(request).id, request.params.orderId, screenOf(request)),
  })
  app.route({
    ...trackOrder,
    handler: request => orders.track(callerOf(request).id, request.params.orderId, screenOf(request)),
  })
  app.route({
    ...cancelOrder,
    handler: async (request, reply) => answerOnce(reply, await orders.cancel(
      callerOf(request),
      request.params.orderId,
      request.body?.reason,
      versionsOf(request),
      idempotent(request),
    )),
  })
}
