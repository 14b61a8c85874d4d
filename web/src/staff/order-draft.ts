import type { Order, UpdateOrderBody } from '@orderbeat/shared'
import { money } from '../formats/money.ts'
import { amountFrom, typedAmount } from './discount-amount.ts'
import { staffWords } from './staff-words.ts'

/** What a member of staff can type about an order, as typed. */
export interface OrderFields {
  status: string
  discount: string
  discountReason: string
  trackingNumber: string
  trackingUrl: string
  estimatedDelivery: string
  comment: string
  customerComment: string
}

export type OrderDraft = Partial<OrderFields>
export type DraftErrors = { [field in keyof OrderFields]?: string }

/** The fields as the order has them. A draft holds only what was typed over them. */
export function fieldsOf(order: Order): OrderFields {
  return {
    status: order.status,
    discount: order.discount === 0 ? '' : typedAmount(order.discount, order.currency),
    discountReason: '',
    trackingNumber: order.trackingNumber ?? '',
    trackingUrl: order.trackingUrl ?? '',
    estimatedDelivery: order.estimatedDelivery === null ? '' : localInput(order.estimatedDelivery),
    comment: '',
    customerComment: '',
  }
}

/** The members of `draft` that say something else than the order does. */
export function changedIn(order: Order, draft: OrderDraft): (keyof OrderFields)[] {
  const fields = fieldsOf(order)
  return (Object.keys(draft) as (keyof OrderFields)[]).filter(field => draft[field]!.trim() !== fields[field])
}

/** What is wrong with a draft, by field. */
export function errorsIn(order: Order, draft: OrderDraft): DraftErrors {
  const changed = changedIn(order, draft)
  const errors: DraftErrors = {}
  const amount = amountFrom(draft.discount?.trim() || '0', order.currency)
  if (changed.includes('discount') && amount === null)
    errors.discount = staffWords.anAmount(typedAmount(500, order.currency))
  else if (changed.includes('discount') && amount! > order.subtotal)
    errors.discount = staffWords.atMost(money(order.subtotal, order.currency))
  if (changed.includes('discount') && !draft.discountReason?.trim())
    errors.discountReason = staffWords.sayWhy
  if (changed.includes('discountReason') && !changed.includes('discount'))
    errors.discount = staffWords.enterAmount
  if (changed.includes('trackingUrl') && draft.trackingUrl!.trim() && !/^https?:\/\/[^\s"'<>]+$/.test(draft.trackingUrl!.trim()))
    errors.trackingUrl = staffWords.anAddress
  return errors
}

/** The draft as one change of the order: just what is different, null for what was emptied. */
export function bodyOf(order: Order, draft: OrderDraft): UpdateOrderBody {
  const body: UpdateOrderBody = {}
  for (const field of changedIn(order, draft)) {
    const value = draft[field]!.trim()
    if (field === 'status')
      body.status = value as Order['status']
    else if (field === 'discount')
      body.discount = { amount: amountFrom(value || '0', order.currency)!, reason: draft.discountReason!.trim() }
    else if (field === 'estimatedDelivery')
      body.estimatedDelivery = value ? new Date(value).toISOString() : null
    else if (field === 'trackingNumber' || field === 'trackingUrl')
      body[field] = value || null
    else if (field !== 'discountReason')
      body[field] = value
  }
  return body
}

/** An instant as a field for date and time takes it: the minute, where the reader is. */
function localInput(at: string): string {
  const instant = new Date(at)
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
