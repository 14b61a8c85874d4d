import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { fulfilmentStatuses, orderStatuses, paymentStatuses } from '../order/order-status.ts'
import { FulfilmentSchema, Order, OrderStatusSchema } from '../order/order.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { idempotencyHeader, ifMatchHeader, OrderPage, orderParams } from './orders.ts'
import { pageQuery } from './page.ts'
import { Amount, Id, Instant, Line, Nullable, strict, Text } from './scalars.ts'

const tags = ['Staff']

/** One or several of `values`, separated by commas. */
function ListOf(values: readonly string[]) {
  const one = `(?:${values.join('|')})`
  return Type.String({ pattern: `^${one}(?:,${one})*$`, maxLength: 200, description: `Comma list of: ${values.join(', ')}.` })
}

export const Day = Type.String({ format: 'date', description: 'A day in the shop\'s time zone.', examples: ['2026-11-20'] })

export const staffSorts = ['-placedAt', 'placedAt', '-updatedAt', '-total'] as const
export type StaffSort = (typeof staffSorts)[number]

/** What a list of all orders can be narrowed by. */
export const staffFilters = {
  status: Type.Optional(ListOf(orderStatuses)),
  fulfilmentStatus: Type.Optional(ListOf(fulfilmentStatuses)),
  paymentStatus: Type.Optional(ListOf(paymentStatuses)),
  fulfilment: Type.Optional(FulfilmentSchema),
  q: Type.Optional(Line(100, { description: 'Order number, customer name or email, tracking number, by the beginning of a word.' })),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  customerId: Type.Optional(Id),
}

export const listStaffOrders = {
  method: 'GET',
  url: `${apiBase}/staff/orders`,
  config: { access: 'staff', scope: 'orders:read', poll: 'staff' },
  schema: {
    operationId: 'listStaffOrders',
    summary: 'The orders of all customers',
    tags,
    querystring: Type.Object({ ...pageQuery, ...staffFilters, sort: Type.Optional(Type.Enum([...staffSorts])) }, strict),
    response: { 200: OrderPage, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint
export type StaffOrdersQuery = Type.Static<typeof listStaffOrders.schema.querystring>

export const exportStaffOrders = {
  method: 'GET',
  url: `${apiBase}/staff/orders.csv`,
  config: { access: 'staff', scope: 'orders:read' },
  schema: {
    operationId: 'exportStaffOrders',
    summary: 'The orders of all customers as CSV',
    description: 'RFC 4180 in UTF-8, one line an order, with the filters of the list. Amounts are decimal, instants ISO 8601. What a spreadsheet would take for a formula begins with an apostrophe.',
    tags,
    querystring: Type.Object({ ...staffFilters, sort: Type.Optional(Type.Enum([...staffSorts])) }, strict),
    response: {
      200: { description: 'All that match, streamed.', content: { 'text/csv; charset=utf-8': { schema: Type.String() } } },
      ...problemResponses('invalid-request', 'unauthenticated', 'forbidden'),
    },
  },
} as const satisfies Endpoint
export type ExportQuery = Type.Static<typeof exportStaffOrders.schema.querystring>

export const getStaffOrder = {
  method: 'GET',
  url: `${apiBase}/staff/orders/:orderId`,
  config: { access: 'staff', scope: 'orders:read', poll: 'staff' },
  schema: {
    operationId: 'getStaffOrder',
    summary: 'One order with its full timeline',
    tags,
    params: orderParams,
    response: { 200: Order, ...problemResponses('unauthenticated', 'forbidden', 'order-not-found') },
  },
} as const satisfies Endpoint

export const updateStaffOrder = {
  method: 'PATCH',
  url: `${apiBase}/staff/orders/:orderId`,
  config: { access: 'staff', scope: 'orders:write' },
  schema: {
    operationId: 'updateStaffOrder',
    summary: 'Move an order on, or change what else staff may change',
    description: 'One request is one event. Writing what the order already has is 200 and stores nothing. `comment` is for staff, `customerComment` for both. Null takes a value back.',
    tags,
    params: orderParams,
    headers: Type.Object({ ...idempotencyHeader, ...ifMatchHeader }),
    body: Type.Object({
      status: Type.Optional(OrderStatusSchema),
      comment: Type.Optional(Text(1000)),
      customerComment: Type.Optional(Text(1000)),
      discount: Type.Optional(Type.Object({ amount: Amount, reason: Line(200) }, strict)),
      trackingNumber: Type.Optional(Nullable(Line(100))),
      trackingUrl: Type.Optional(Nullable(Type.String({ maxLength: 500, pattern: String.raw`^https?://[^\s\u0000-\u001F"'<>]+$` }))),
      estimatedDelivery: Type.Optional(Nullable(Instant)),
    }, { ...strict, minProperties: 1 }),
    response: { 200: Order, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden', 'order-not-found', 'transition-refused', 'order-changed', 'idempotency-mismatch') },
  },
} as const satisfies Endpoint
export type UpdateOrderBody = Type.Static<typeof updateStaffOrder.schema.body>
