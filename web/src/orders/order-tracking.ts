import type { Milestones, Order, OrderTracking, PaymentStatus } from '@orderbeat/shared'
import { refusalOf, stepsOf } from '@orderbeat/shared'

/** The tracker's view of an order. */
export function trackingOf(order: Order): OrderTracking {
  return {
    orderId: order.id,
    number: order.number,
    status: order.status,
    statusInfo: order.statusInfo,
    steps: stepsOf(order),
    trackingNumber: order.trackingNumber,
    trackingUrl: order.trackingUrl,
    estimatedDelivery: order.estimatedDelivery,
    updatedAt: order.updatedAt,
    version: order.version,
  }
}

/** An order moved on to what a tracker has learned, until the order itself is read again. */
export function orderAfter(order: Order, tracking: OrderTracking): Order {
  const { status, statusInfo, trackingNumber, trackingUrl, estimatedDelivery, updatedAt, version } = tracking
  const reached = tracking.steps.filter(step => step.at !== undefined)
  const progress = {
    status,
    fulfilment: order.fulfilment,
    fulfilmentStatus: reached.at(-1)?.status ?? order.fulfilmentStatus,
    paymentStatus: paymentAfter(order, tracking),
    milestones: { ...(status === 'paid' && { paid: updatedAt }), ...Object.fromEntries(reached.map(step => [step.status, step.at])), ...paidAt(order.milestones) },
  }
  const refusal = refusalOf(progress, 'cancelled', 'customer')
  const actions = order.actions.map(action => action.action === 'cancel' && refusal !== null ? { action: 'cancel', allowed: false, reason: refusal } : action)
  return { ...order, ...progress, actions, statusInfo, trackingNumber, trackingUrl, estimatedDelivery, updatedAt, version }
}

function paidAt({ paid }: Milestones): Milestones {
  return paid === undefined ? {} : { paid }
}

/** Payment as far as a tracker tells: it shows in the status, and in that nothing can change any more. */
function paymentAfter(order: Order, tracking: OrderTracking): PaymentStatus {
  const end = tracking.steps.at(-1)?.status
  if (tracking.status === 'cancelled')
    return order.paymentStatus === 'paid' ? 'refund_due' : order.paymentStatus
  return tracking.status === 'paid' || (tracking.statusInfo.final && end === 'delivered') ? 'paid' : order.paymentStatus
}
