import type { FulfilmentStatus, Order, OrderTracking, Progress } from '@orderbeat/shared'
import { dayInSentence, daysBetween } from '../formats/time.ts'
import { reachedIn, wayOf } from './order-says.ts'
import { orderWords } from './order-words.ts'

/** What the outlook of an order depends on. Instants ISO 8601. */
export interface Outlook {
  stage: FulfilmentStatus
  pickup: boolean
  estimatedDelivery: string | null
  /** When the stage was reached, if known. */
  since: string | null
  refundDue: boolean
}

/** What comes next for an order, or when it ended: the second half of its headline, in lower case. */
export function outlook({ stage, pickup, estimatedDelivery, since, refundDue }: Outlook, now: number): string {
  const { next } = orderWords
  if (stage === 'cancelled')
    return refundDue ? next.refund : since === null ? next.nothing : dayInSentence(since, now)
  if (stage === 'delivered')
    return since === null ? next.enjoy : dayInSentence(since, now)
  if (stage === 'pending' || stage === 'ready')
    return next[stage]
  if (estimatedDelivery !== null)
    return arrival(estimatedDelivery, pickup, now)
  if (stage === 'confirmed')
    return next.preparation
  return pickup ? next.readySoon : stage === 'processing' ? next.leaves : next.arrives
}

function arrival(at: string, pickup: boolean, now: number): string {
  const instant = new Date(at).getTime()
  const days = daysBetween(now, instant)
  const say = instant < now && days !== 0 ? orderWords.wasExpected : pickup ? orderWords.readyOn : orderWords.arrivesOn
  return say(dayInSentence(instant, now), Math.abs(days) <= 1)
}

export function outlookOfOrder(order: Order, now: number): string {
  const { fulfilmentStatus: stage, fulfilment, estimatedDelivery, paymentStatus } = order
  const { milestones }: Progress = order
  return outlook({ stage, pickup: fulfilment === 'pickup', estimatedDelivery, since: milestones[stage] ?? null, refundDue: paymentStatus === 'refund_due' }, now)
}

export function outlookOfTracking({ steps, estimatedDelivery }: OrderTracking, now: number): string {
  const last = reachedIn(steps)
  return outlook({ stage: last?.status ?? 'pending', pickup: wayOf(steps) === 'pickup', estimatedDelivery, since: last?.at ?? null, refundDue: false }, now)
}
