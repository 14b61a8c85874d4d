import type { FulfilmentStatus, Order, OrderTracking, Progress } from '@orderbeat/shared'
import { dayLabel } from '../formats/time.ts'

/** What the outlook of an order depends on. Instants ISO 8601. */
export interface Outlook {
  stage: FulfilmentStatus
  pickup: boolean
  estimatedDelivery: string | null
  /** When the stage was reached, if known. */
  since: string | null
  refundDue: boolean
}

const deliveryNext = {
  confirmed: 'preparation comes next',
  processing: 'leaves the shop next',
  shipped: 'arrives soon',
}
const pickupNext = {
  confirmed: 'preparation comes next',
  processing: 'ready for you soon',
  shipped: 'ready for you soon',
}

/** What comes next for an order, or when it ended: the second half of its headline, in lower case. */
export function outlook({ stage, pickup, estimatedDelivery, since, refundDue }: Outlook, now: number): string {
  if (stage === 'cancelled')
    return refundDue ? 'your money comes back' : since === null ? 'nothing more to come' : inSentence(dayLabel(since, now))
  if (stage === 'delivered')
    return since === null ? 'enjoy it' : inSentence(dayLabel(since, now))
  if (stage === 'pending')
    return 'waiting for the shop'
  if (stage === 'ready')
    return 'waiting for you at the shop'
  if (estimatedDelivery !== null)
    return arrival(estimatedDelivery, pickup, now)
  return (pickup ? pickupNext : deliveryNext)[stage]
}

function arrival(at: string, pickup: boolean, now: number): string {
  const day = dayLabel(at, now)
  const label = onDay(day)
  if (new Date(at).getTime() < now && day !== 'Today')
    return `was expected ${label}`
  return `${pickup ? 'ready' : 'arrives'} ${label}`
}

const near = new Set(['Today', 'Yesterday', 'Tomorrow'])

function inSentence(label: string): string {
  return near.has(label) ? label.toLowerCase() : label
}

function onDay(label: string): string {
  return near.has(label) ? label.toLowerCase() : `on ${label}`
}

export function outlookOfOrder(order: Order, now: number): string {
  const { fulfilmentStatus: stage, fulfilment, estimatedDelivery, paymentStatus } = order
  const { milestones }: Progress = order
  return outlook({ stage, pickup: fulfilment === 'pickup', estimatedDelivery, since: milestones[stage] ?? null, refundDue: paymentStatus === 'refund_due' }, now)
}

export function outlookOfTracking({ steps, estimatedDelivery }: OrderTracking, now: number): string {
  const last = steps.findLast(step => step.at !== undefined)
  return outlook({ stage: last?.status ?? 'pending', pickup: steps.some(step => step.status === 'ready'), estimatedDelivery, since: last?.at ?? null, refundDue: false }, now)
}
