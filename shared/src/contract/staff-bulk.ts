import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { Order, OrderStatusSchema } from '../order/order.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { idempotencyHeader, ifMatchHeader, orderParams } from './orders.ts'
import { Id, Nullable, strict, Text } from './scalars.ts'

const tags = ['Staff']

/** The most orders of one bulk run. */
export const mostBulkOrders = 500

/** What became of an order of a run: `changed` when it is at another version than the given one. */
export const bulkOutcomes = ['updated', 'unchanged', 'refused', 'changed', 'not-found'] as const
export type BulkOutcome = (typeof bulkOutcomes)[number]

/** The same members as a problem that is an answer of its own, but for `instance`. */
const RowProblem = Type.Object({ type: Type.String(), title: Type.String(), status: Type.Integer(), detail: Type.String() })

export const BulkResult = Type.Object({
  orderId: Id,
  outcome: Type.Enum([...bulkOutcomes]),
  problem: Type.Optional(RowProblem),
}, { title: 'BulkResult' })
export type BulkResult = Type.Static<typeof BulkResult>

export const BulkAnswer = Type.Object({
  batchId: Nullable(Id),
  results: Type.Array(BulkResult, { description: 'One an order, in the order sent.' }),
}, { title: 'BulkAnswer' })
export type BulkAnswer = Type.Static<typeof BulkAnswer>

export const bulkUpdateOrders = {
  method: 'POST',
  url: `${apiBase}/staff/orders/bulk`,
  config: { access: 'staff', scope: 'orders:write' },
  schema: {
    operationId: 'bulkUpdateOrders',
    summary: 'Move many orders to one status',
    description: 'Each order is a transaction of its own and has its own outcome. `dryRun` tells what would happen and writes nothing (`batchId` is null then). A run that was cut goes on under the same `Idempotency-Key`.',
    tags,
    headers: Type.Object(idempotencyHeader),
    body: Type.Object({
      orders: Type.Array(Type.Object({
        id: Id,
        version: Type.Optional(Type.Integer({ minimum: 1, description: 'Only if the order is at this version.' })),
      }, strict), { minItems: 1, maxItems: mostBulkOrders }),
      status: OrderStatusSchema,
      comment: Type.Optional(Text(1000, { description: 'For staff.' })),
      dryRun: Type.Optional(Type.Boolean()),
      allowSkips: Type.Optional(Type.Boolean({ description: 'Also orders that would leave out a step.' })),
    }, strict),
    response: { 200: BulkAnswer, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden', 'idempotency-mismatch') },
  },
} as const satisfies Endpoint
export type BulkBody = Type.Static<typeof bulkUpdateOrders.schema.body>

export const undoOrder = {
  method: 'POST',
  url: `${apiBase}/staff/orders/:orderId/undo`,
  config: { access: 'staff', scope: 'orders:write' },
  schema: {
    operationId: 'undoOrder',
    summary: 'Take back the newest status change of an order',
    description: 'Within the undo window (`undoUntil`), if staff or a key made it. It is a new event `order.reverted`; later notes, discounts and tracking numbers stay. `If-Match` is wanted.',
    tags,
    params: orderParams,
    headers: Type.Object({ ...idempotencyHeader, ...ifMatchHeader }),
    response: { 200: Order, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden', 'order-not-found', 'undo-refused', 'order-changed', 'idempotency-mismatch', 'version-wanted') },
  },
} as const satisfies Endpoint

export const undoBatch = {
  method: 'POST',
  url: `${apiBase}/staff/batches/:batchId/undo`,
  config: { access: 'staff', scope: 'orders:write' },
  schema: {
    operationId: 'undoBatch',
    summary: 'Take back what a bulk run has changed',
    description: 'Each order whose newest status change is still the batch\'s. 409 when none could be taken back.',
    tags,
    params: Type.Object({ batchId: Id }),
    headers: Type.Object(idempotencyHeader),
    response: { 200: Type.Object({ results: Type.Array(BulkResult) }), ...problemResponses('unauthenticated', 'forbidden', 'not-found', 'undo-refused', 'idempotency-mismatch') },
  },
} as const satisfies Endpoint
