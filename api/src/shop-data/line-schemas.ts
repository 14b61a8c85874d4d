import { accountFields, actorKinds, Amount, Currency, FulfilmentSchema, Id, Instant, Line, Nullable, orderLimits, PaymentMethodSchema, putProduct, Role, strict, Text, updateStaffOrder } from '@orderbeat/shared'
import Type from 'typebox'

const { sku } = putProduct.schema.params.properties
const { name, description, price, available } = putProduct.schema.body.properties

/** A product, made or changed by its sku. `price` in minor units of the shop's currency. */
export const ProductLine = Type.Object({
  type: Type.Literal('product'),
  sku,
  name,
  description: Type.Optional(description),
  price,
  available: Type.Optional(available),
}, strict)
export type ProductLine = Type.Static<typeof ProductLine>

/**
 * A person. One whose email there is already stays as they are. Without `passwordHash` nobody can sign in as them;
 * it is Argon2id of this shop's cost, because the time of another would tell that there is such an account.
 */
export const AccountLine = Type.Object({
  type: Type.Literal('account'),
  email: accountFields.email,
  name: accountFields.name,
  role: Type.Optional(Role),
  passwordHash: Type.Optional(Type.String({ pattern: String.raw`^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]+\$[\w+/]+$`, maxLength: 300 })),
  createdAt: Type.Optional(Instant),
  disabled: Type.Optional(Type.Boolean()),
}, strict)
export type AccountLine = Type.Static<typeof AccountLine>

/** Who did something. A customer is the order's own, whatever their id was elsewhere. */
const By = Type.Object({ kind: Type.Enum([...actorKinds]), id: Type.Optional(Id), name: Line(80) }, strict)
export type By = Type.Static<typeof By>

/** One change of an order: what `PATCH /staff/orders/:orderId` takes, and when it was; or that the newest move was taken back. */
export const HistoryEntry = Type.Object({
  at: Instant,
  by: Type.Optional(By),
  takenBack: Type.Optional(Type.Literal(true)),
  ...updateStaffOrder.schema.body.properties,
}, strict)
export type HistoryEntry = Type.Static<typeof HistoryEntry>

/** An order with all that has happened to it, oldest first. Amounts in minor units, instants ISO 8601 in UTC. */
export const OrderLine = Type.Object({
  type: Type.Literal('order'),
  number: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$', description: 'Of this order alone: by it an order that comes again is known.' }),
  customer: Type.String({ ...accountFields.email, description: 'The email of an account that is there or comes before.' }),
  customerName: Type.Optional(accountFields.name),
  placedAt: Instant,
  by: Type.Optional(By),
  fulfilment: FulfilmentSchema,
  paymentMethod: PaymentMethodSchema,
  currency: Type.Optional(Currency),
  items: Type.Array(Type.Object({
    sku,
    name,
    quantity: Type.Integer({ minimum: 1, maximum: orderLimits.quantity * orderLimits.lines }),
    unitPrice: Amount,
  }, strict), { minItems: 1, maxItems: orderLimits.lines }),
  address: Type.Optional(Nullable(Text(400))),
  note: Type.Optional(Nullable(Text(500))),
  history: Type.Optional(Type.Array(HistoryEntry, { maxItems: 1000 })),
}, strict)
export type OrderLine = Type.Static<typeof OrderLine>

export type DataLine = ProductLine | AccountLine | OrderLine
