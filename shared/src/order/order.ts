import type { Static } from 'typebox'
import Type from 'typebox'
import { roles } from '../contract/accounts.ts'
import { Amount, Currency, Id, Instant, Nullable } from '../contract/scalars.ts'
import { fulfilments, paymentMethods } from './fulfilment.ts'
import { changeableFields, orderEventTypes } from './order-event.ts'
import { fulfilmentStatuses, orderStatuses, paymentStatuses } from './order-status.ts'
import { stepStates } from './order-steps.ts'

export const OrderStatusSchema = Type.Enum([...orderStatuses])
export const FulfilmentStatusSchema = Type.Enum([...fulfilmentStatuses])
export const PaymentStatusSchema = Type.Enum([...paymentStatuses])
export const FulfilmentSchema = Type.Enum([...fulfilments])
export const PaymentMethodSchema = Type.Enum([...paymentMethods])
export const ToneSchema = Type.Enum(['info', 'success', 'warning'])
export const EventTypeSchema = Type.Enum([...orderEventTypes])

export const StatusInfoSchema = Type.Object({
  label: Type.String({ examples: ['On its way'] }),
  description: Type.String(),
  tone: ToneSchema,
  step: Type.Integer({ description: 'Of the highest ranked milestone, from 1.' }),
  steps: Type.Integer(),
  final: Type.Boolean({ description: 'Nothing can change any more.' }),
}, { title: 'StatusInfo' })

export const OrderItem = Type.Object({
  productId: Id,
  sku: Type.String(),
  name: Type.String(),
  quantity: Type.Integer(),
  unitPrice: Amount,
  total: Amount,
}, { title: 'OrderItem' })
export type OrderItem = Static<typeof OrderItem>

/** What may be done with an order: for its customer `cancel`, for staff each status that could be written. */
export const OrderAction = Type.Object({
  action: Type.String(),
  allowed: Type.Boolean(),
  reason: Type.Optional(Type.String({ description: 'Why not, in a sentence for people.' })),
}, { title: 'OrderAction' })
export type OrderAction = Static<typeof OrderAction>

const changedValue = Type.Unsafe<string | number | null>({ type: ['string', 'integer', 'null'] })

export const ChangesSchema = Type.Partial(Type.Record(Type.Enum([...changeableFields]), Type.Object({
  from: changedValue,
  to: changedValue,
  reason: Type.Optional(Type.String()),
})), { description: 'What changed beside the status, by member of the order. Amounts in minor units.' })

/** Who can do something: a person by their role, or a machine by its key. */
export const actorKinds = [...roles, 'key'] as const

/** Who did something: their id and the name they had then. */
export const Actor = Type.Object({ kind: Type.Enum([...actorKinds]), id: Id, name: Type.String() }, { title: 'Actor' })
export type Actor = Static<typeof Actor>

export const TimelineEntry = Type.Object({
  id: Id,
  version: Type.Integer(),
  type: EventTypeSchema,
  from: Nullable(OrderStatusSchema),
  to: Nullable(OrderStatusSchema),
  changed: ChangesSchema,
  customerComment: Nullable(Type.String()),
  at: Instant,
  comment: Type.Optional(Nullable(Type.String({ description: 'Staff only.' }))),
  actor: Type.Optional(Actor),
}, { title: 'TimelineEntry' })
export type TimelineEntry = Static<typeof TimelineEntry>

export const Order = Type.Object({
  id: Id,
  number: Type.String({ examples: ['ONLINE-000042'] }),
  status: OrderStatusSchema,
  fulfilmentStatus: FulfilmentStatusSchema,
  paymentStatus: PaymentStatusSchema,
  statusInfo: StatusInfoSchema,
  version: Type.Integer({ description: 'Grows with every change. Send it as `If-Match: "<version>"`.' }),
  fulfilment: FulfilmentSchema,
  customer: Type.Object({ id: Id, name: Type.String() }),
  items: Type.Array(OrderItem),
  currency: Currency,
  subtotal: Amount,
  discount: Amount,
  total: Amount,
  paymentMethod: PaymentMethodSchema,
  address: Nullable(Type.String()),
  note: Nullable(Type.String()),
  trackingNumber: Nullable(Type.String()),
  trackingUrl: Nullable(Type.String()),
  estimatedDelivery: Nullable(Instant),
  placedAt: Instant,
  updatedAt: Instant,
  milestones: Type.Partial(Type.Record(OrderStatusSchema, Instant)),
  actions: Type.Array(OrderAction),
  timeline: Type.Optional(Type.Array(TimelineEntry, { description: 'Newest last. Only where a single order is read.' })),
  undoUntil: Type.Optional(Nullable(Instant)),
  seenByCustomerAt: Type.Optional(Nullable(Instant)),
}, { title: 'Order' })
export type Order = Static<typeof Order>

export const OrderTracking = Type.Object({
  orderId: Id,
  number: Type.String(),
  status: OrderStatusSchema,
  statusInfo: StatusInfoSchema,
  steps: Type.Array(Type.Object({
    status: FulfilmentStatusSchema,
    label: Type.String(),
    state: Type.Enum([...stepStates]),
    at: Type.Optional(Instant),
  })),
  trackingNumber: Nullable(Type.String()),
  trackingUrl: Nullable(Type.String()),
  estimatedDelivery: Nullable(Instant),
  updatedAt: Instant,
  version: Type.Integer(),
}, { title: 'OrderTracking' })
export type OrderTracking = Static<typeof OrderTracking>
