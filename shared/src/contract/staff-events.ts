import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { ChangesSchema, EventTypeSchema, OrderStatusSchema, PaymentStatusSchema } from '../order/order.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { Id, Instant, Nullable, strict } from './scalars.ts'

/** The media type of a list of events. @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md#4-json-batch-format */
export const cloudEventsBatch = 'application/cloudevents-batch+json'

/** One change of one order, as CloudEvents 1.0 in JSON. */
export const CloudEvent = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Id,
  source: Type.String({ description: 'The shop.' }),
  type: EventTypeSchema,
  subject: Type.String({ description: 'The id of the order.' }),
  time: Instant,
  data: Type.Object({
    orderNumber: Type.String(),
    version: Type.Integer({ description: 'Of the order after this event.' }),
    from: Nullable(OrderStatusSchema),
    to: Nullable(OrderStatusSchema),
    skipped: Type.Array(OrderStatusSchema, { description: 'Steps that were left out.' }),
    customerId: Id,
    paymentStatus: PaymentStatusSchema,
    changed: ChangesSchema,
  }),
}, { title: 'CloudEvent' })
export type CloudEvent = Type.Static<typeof CloudEvent>

export const listEvents = {
  method: 'GET',
  url: `${apiBase}/staff/events`,
  config: { access: 'staff', scope: 'orders:read' },
  schema: {
    operationId: 'listEvents',
    summary: 'Everything that has happened to orders, in order and complete',
    description: 'An HTTP feed (https://www.http-feeds.org): give the last event\'s `id` as `after` to go on, and come back when the answer is `[]`. Reading takes nothing away; whoever reads keeps their own place. An event may come again after a failure: drop the `id`s you know.',
    tags: ['Staff'],
    querystring: Type.Object({
      after: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    }, strict),
    response: {
      200: { description: 'Oldest first.', content: { [cloudEventsBatch]: { schema: Type.Array(CloudEvent) } } },
      ...problemResponses('invalid-request', 'unauthenticated', 'forbidden'),
    },
  },
} as const satisfies Endpoint
