import type { Actor, ChangeableField, Changes, FieldError, Mover, UpdateOrderBody } from '@orderbeat/shared'
import type { StoredOrder } from '../database/order-rows.ts'
import type { OrderChange } from './order-writer.ts'
import { changeableFields, eventTypeOf, formatMoney, moved, nextMoves, orderSums, refusalOf, skippedBy } from '@orderbeat/shared'
import { InvalidRequestError } from '../domain-error.ts'
import { TransitionRefusedError } from './order-errors.ts'

/** What somebody wants of an order. */
export interface Wish {
  mover: Mover
  actor: Actor
  body: UpdateOrderBody
}

/**
 * What a wish makes of an order, as one change; null when the order is so already.
 * Throws TransitionRefusedError for a move the rules refuse, InvalidRequestError for a value that cannot be.
 */
export function changeOf(before: StoredOrder, wish: Wish, at: string): OrderChange | null {
  const { body, mover, actor } = wish
  const to = body.status === undefined || body.status === before.status ? null : body.status
  const reason = to === null ? null : refusalOf(before, to, mover)
  if (to !== null && reason !== null)
    throw new TransitionRefusedError(before.status, to, nextMoves(before, mover), reason)
  const fields = changedFields(before, body)
  const comment = textOf(body.comment)
  const customerComment = textOf(body.customerComment)
  if (to === null && Object.keys(fields.changed).length === 0 && comment === null && customerComment === null)
    return null
  return {
    before,
    after: { ...before, ...fields.values, ...(to === null ? {} : moved(before, to, at)) },
    type: to === null ? 'order.updated' : eventTypeOf(to),
    from: to === null ? null : before.status,
    to,
    skipped: to === null ? [] : skippedBy(before, to),
    changed: fields.changed,
    comment,
    customerComment,
    actor,
    at,
  }
}

function textOf(text: string | undefined): string | null {
  return text?.trim() ? text.trim() : null
}

/** The fields whose value is another than before, as values to store and as a record of the change. */
function changedFields(before: StoredOrder, body: UpdateOrderBody): { values: Partial<StoredOrder>, changed: Changes } {
  const wanted = wantedValues(body)
  const fields = changeableFields.filter(field => wanted[field] !== undefined && wanted[field] !== before[field])
  const values = Object.fromEntries(fields.map(field => [field, wanted[field]]))
  const changed = Object.fromEntries(fields.map(field => [field, { from: before[field], to: wanted[field]!, ...reasonOf(field, body) }])) as Changes
  if (changed.discount === undefined)
    return { values, changed }
  refuseDiscount(before, body.discount!.amount)
  return { values: { ...values, ...orderSums(before.items, body.discount!.amount) }, changed }
}

function wantedValues(body: UpdateOrderBody): { [field in ChangeableField]: string | number | null | undefined } {
  return {
    discount: body.discount?.amount,
    trackingNumber: body.trackingNumber,
    trackingUrl: body.trackingUrl,
    estimatedDelivery: body.estimatedDelivery == null ? body.estimatedDelivery : instantOf(body.estimatedDelivery),
  }
}

/** RFC 3339 has leap seconds, computers do not. */
function instantOf(text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime()))
    throw new InvalidRequestError([{ path: '/estimatedDelivery', message: 'is an instant that does not exist' }])
  return at.toISOString()
}

function reasonOf(field: ChangeableField, body: UpdateOrderBody): { reason?: string } {
  return field === 'discount' ? { reason: body.discount!.reason.trim() } : {}
}

function refuseDiscount(order: StoredOrder, amount: number): void {
  const errors: FieldError[] = []
  if (order.status === 'cancelled')
    errors.push({ path: '/discount', message: 'cannot be given on a cancelled order' })
  else if (order.paymentStatus !== 'unpaid')
    errors.push({ path: '/discount', message: 'cannot be given on an order that is paid' })
  if (amount > order.subtotal)
    errors.push({ path: '/discount/amount', message: `must not exceed the ${formatMoney(order.subtotal, order.currency)} of the order` })
  if (errors.length > 0)
    throw new InvalidRequestError(errors)
}
