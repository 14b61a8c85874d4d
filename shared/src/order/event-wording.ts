import type { Fulfilment } from './fulfilment.ts'
import type { ChangeableField, Changes, OrderEventType } from './order-event.ts'
import type { OrderStatus, PaymentStatus } from './order-status.ts'
import { formatMoney } from './money.ts'
import { statusInWords } from './order-wording.ts'

/** What the texts about an event are made of. */
export interface ToldEvent {
  type: OrderEventType
  from: OrderStatus | null
  to: OrderStatus | null
  changed: Changes
  customerComment: string | null
  actor: { kind: string, name: string }
  order: {
    number: string
    fulfilment: Fulfilment
    currency: string
    total: number
    customerName: string
    paymentStatus: PaymentStatus
  }
}

export interface Told { title: string, body: string }

/** An event as its customer reads it: friendly and short. */
export function tellCustomer(event: ToldEvent): Told {
  const { number } = event.order
  const body = [...changeSentences(event), refundSentence(event), event.customerComment].filter(Boolean).join(' ')
  if (event.type === 'order.updated')
    return { title: `News about your order ${number}`, body }
  if (event.type === 'order.reverted')
    return { title: `A correction: your order ${number} is ${wordsOf(event)}`, body }
  return { title: `Your order ${number} is ${adverbOf(event)}${wordsOf(event)}`, body }
}

function wordsOf(event: ToldEvent): string {
  return statusInWords(event.to!, event.order.fulfilment)
}

/** Steps happen "now"; "is now cancelled" would read like good news. */
function adverbOf(event: ToldEvent): string {
  return event.type === 'order.processing' || event.type === 'order.ready' ? 'now ' : ''
}

function refundSentence(event: ToldEvent): string | null {
  return event.to === 'cancelled' && event.order.paymentStatus === 'refund_due' ? 'You will get your money back.' : null
}

function changeSentences(event: ToldEvent): string[] {
  const { changed, order } = event
  const sentences: string[] = []
  if (changed.discount !== undefined)
    sentences.push(`${Number(changed.discount.to) > 0 ? `You get ${formatMoney(Number(changed.discount.to), order.currency)} off` : 'The discount was taken back'}: the total is now ${formatMoney(order.total, order.currency)}.`)
  if (changed.trackingNumber?.to != null)
    sentences.push(`Tracking number ${changed.trackingNumber.to}.`)
  else if (changed.trackingUrl?.to != null)
    sentences.push('You can follow the parcel.')
  if (changed.estimatedDelivery !== undefined)
    sentences.push(changed.estimatedDelivery.to === null ? 'There is no delivery estimate any more.' : 'There is a new delivery estimate.')
  return sentences
}

const fieldNames = {
  discount: 'discount',
  trackingNumber: 'tracking number',
  trackingUrl: 'tracking link',
  estimatedDelivery: 'estimated delivery',
} as const satisfies Record<ChangeableField, string>

/** An event as staff read it: who, what, from where to where. */
export function tellStaff(event: ToldEvent): Told {
  const { number, total, currency, customerName } = event.order
  const fields = Object.keys(event.changed).map(field => fieldNames[field as ChangeableField])
  const details = [fields.length > 0 ? `Changed: ${fields.join(', ')}.` : null, event.customerComment].filter(Boolean).join(' ')
  if (event.type === 'order.created')
    return { title: `New order ${number} from ${customerName}`, body: `${formatMoney(total, currency)}, ${event.order.fulfilment}` }
  if (event.type === 'order.reverted')
    return { title: `${number}: ${event.from} taken back, ${event.to} again, by ${event.actor.name}`, body: details }
  if (event.actor.kind === 'customer')
    return { title: `Order ${number} ${event.to} by customer`, body: details }
  if (event.type === 'order.updated')
    return { title: `${number} updated by ${event.actor.name}`, body: details }
  return { title: `${number}: ${event.from} → ${event.to}, by ${event.actor.name}`, body: details }
}
