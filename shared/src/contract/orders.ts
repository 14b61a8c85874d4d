import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { FulfilmentSchema, Order, OrderStatusSchema, OrderTracking, PaymentMethodSchema } from '../order/order.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { pageAnswer, pageQuery } from './page.ts'
import { Id, Line, Nullable, strict, Text } from './scalars.ts'

const tags = ['Orders']

export const orderParams = Type.Object({ orderId: Id })

/** Makes a write safe to send twice (draft-ietf-httpapi-idempotency-key-header): the same key replays the stored answer. */
export const idempotencyHeader = { 'idempotency-key': Type.Optional(Type.String({ minLength: 1, maxLength: 255 })) }

/** Makes a write hold only for the version that was seen (RFC 9110 §13.1.1). */
export const ifMatchHeader = { 'if-match': Type.Optional(Type.String({ maxLength: 255, examples: ['"3"'] })) }

/** The most of one product in an order, and the most different products. */
export const orderLimits = { quantity: 999, lines: 100 } as const

export const OrderPage = Type.Object({ orders: Type.Array(Order), ...pageAnswer }, { title: 'OrderPage' })
export type OrderPage = Type.Static<typeof OrderPage>

export const placeOrder = {
  method: 'POST',
  url: `${apiBase}/orders`,
  config: { access: 'customer' },
  schema: {
    operationId: 'placeOrder',
    summary: 'Place an order',
    description: 'Prices are the shop\'s at this moment. The customer is the one the token speaks for. A key is kept for ever: a late resend never orders twice.',
    tags,
    headers: Type.Object(idempotencyHeader),
    body: Type.Object({
      items: Type.Array(Type.Object({
        productId: Id,
        quantity: Type.Integer({ minimum: 1, maximum: orderLimits.quantity }),
      }, strict), { minItems: 1, maxItems: orderLimits.lines }),
      fulfilment: FulfilmentSchema,
      paymentMethod: PaymentMethodSchema,
      address: Type.Optional(Text(400, { description: 'Wanted for delivery.' })),
      note: Type.Optional(Text(500)),
    }, strict),
    response: { 201: Order, ...problemResponses('invalid-request', 'unauthenticated', 'customers-only', 'product-unavailable', 'idempotency-mismatch') },
  },
} as const satisfies Endpoint
export type PlaceOrderBody = Type.Static<typeof placeOrder.schema.body>

export const listOrders = {
  method: 'GET',
  url: `${apiBase}/orders`,
  config: { access: 'customer', poll: 'history' },
  schema: {
    operationId: 'listOrders',
    summary: 'Your orders, newest first',
    tags,
    querystring: Type.Object({
      ...pageQuery,
      status: Type.Optional(OrderStatusSchema),
      q: Type.Optional(Line(100, { description: 'Order number, product name or tracking number, by the beginning of a word.' })),
    }, strict),
    response: { 200: OrderPage, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint

export const getOrder = {
  method: 'GET',
  url: `${apiBase}/orders/:orderId`,
  config: { access: 'customer', poll: 'tracker' },
  schema: {
    operationId: 'getOrder',
    summary: 'One of your orders, with its timeline',
    description: 'Somebody else\'s order and one that does not exist get the same answer.',
    tags,
    params: orderParams,
    response: { 200: Order, ...problemResponses('unauthenticated', 'forbidden', 'order-not-found') },
  },
} as const satisfies Endpoint

export const trackOrder = {
  method: 'GET',
  url: `${apiBase}/orders/:orderId/status`,
  config: { access: 'customer', poll: 'tracker' },
  schema: {
    operationId: 'trackOrder',
    summary: 'Where one of your orders is',
    tags,
    params: orderParams,
    response: { 200: OrderTracking, ...problemResponses('unauthenticated', 'forbidden', 'order-not-found') },
  },
} as const satisfies Endpoint

export const cancelOrder = {
  method: 'POST',
  url: `${apiBase}/orders/:orderId/cancel`,
  config: { access: 'customer' },
  schema: {
    operationId: 'cancelOrder',
    summary: 'Cancel one of your orders while the shop has not started on it',
    tags,
    params: orderParams,
    headers: Type.Object({ ...idempotencyHeader, ...ifMatchHeader }),
    body: Nullable(Type.Object({ reason: Type.Optional(Text(500)) }, strict)),
    response: { 200: Order, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden', 'order-not-found', 'transition-refused', 'order-changed', 'idempotency-mismatch') },
  },
} as const satisfies Endpoint
