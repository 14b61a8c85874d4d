import type { Static } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { Actor, ChangesSchema, EventTypeSchema, FulfilmentSchema, OrderStatusSchema, PaymentStatusSchema, ToneSchema } from '../order/order.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { Cursor, pageAnswer, pageQuery } from './page.ts'
import { Amount, Currency, Id, Instant, Line, Nullable, strict } from './scalars.ts'

const tags = ['Notifications']

/** One thing that happened to an order, told to one customer or to the staff. Stored with the change it tells of. */
export const Notification = Type.Object({
  id: Id,
  type: EventTypeSchema,
  tone: ToneSchema,
  title: Type.String(),
  body: Type.String(),
  orderId: Id,
  orderNumber: Type.String(),
  data: Type.Object({
    from: Nullable(OrderStatusSchema),
    to: Nullable(OrderStatusSchema),
    changed: ChangesSchema,
    customerComment: Type.Optional(Nullable(Type.String())),
    order: Type.Optional(Type.Object({
      fulfilment: FulfilmentSchema,
      paymentStatus: PaymentStatusSchema,
      currency: Currency,
      total: Amount,
      customerName: Type.String(),
    }, { description: 'The order as it was then.' })),
    actor: Type.Optional(Actor),
  }, { description: 'What `title` and `body` are made of, to tell it in other words.' }),
  createdAt: Instant,
  readAt: Nullable(Instant),
}, { title: 'Notification' })
export type Notification = Static<typeof Notification>

export const NotificationPage = Type.Object({
  notifications: Type.Array(Notification),
  unread: Type.Integer({ description: 'Of all notifications, exact up to 10000.' }),
  ...pageAnswer,
  cursor: Type.String({ description: 'For `after` and `upTo`: where this answer ends.' }),
}, { title: 'NotificationPage' })
export type NotificationPage = Static<typeof NotificationPage>

export const listNotifications = {
  method: 'GET',
  url: `${apiBase}/notifications`,
  config: { access: 'account', poll: 'notifications' },
  schema: {
    operationId: 'listNotifications',
    summary: 'What happened, newest first; with `after` only what is newer, oldest first',
    tags,
    querystring: Type.Object({
      ...pageQuery,
      after: Type.Optional(Cursor),
      unread: Type.Optional(Type.Boolean()),
      q: Type.Optional(Line(100, { description: 'Words of the text or the order number, by the beginning of a word.' })),
    }, strict),
    response: { 200: NotificationPage, ...problemResponses('invalid-request', 'unauthenticated') },
  },
} as const satisfies Endpoint

export const readNotifications = {
  method: 'POST',
  url: `${apiBase}/notifications/read`,
  config: { access: 'account' },
  schema: {
    operationId: 'readNotifications',
    summary: 'Mark notifications as read: some by id, or all up to a cursor',
    tags,
    body: Type.Union([
      Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 500 }) }, strict),
      Type.Object({ upTo: Cursor }, strict),
    ]),
    response: { 200: Type.Object({ unread: Type.Integer() }), ...problemResponses('invalid-request', 'unauthenticated') },
  },
} as const satisfies Endpoint
