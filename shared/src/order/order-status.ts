import type { Fulfilment } from './fulfilment.ts'

/** How urgent a change looks: blue, green or yellow. Red is kept for the user's own failed action. */
export type Tone = 'info' | 'success' | 'warning'

interface StatusRule {
  /** Place on the way from the basket to the door; null for what can happen beside it. */
  readonly rank: number | null
  /** The one way of fulfilment that passes here; without it both do. */
  readonly only?: Fulfilment
  /** May be left out without being skipped. */
  readonly optional?: true
  readonly tone: Tone
}

/**
 * The status table. Everything else about a status (moves, steps, buttons, colours, events)
 * is derived from it.
 */
export const statusRules = {
  pending: { rank: 0, tone: 'info' },
  confirmed: { rank: 1, optional: true, tone: 'info' },
  processing: { rank: 2, tone: 'info' },
  ready: { rank: 3, only: 'pickup', tone: 'info' },
  shipped: { rank: 3, only: 'delivery', tone: 'info' },
  delivered: { rank: 4, tone: 'success' },
  paid: { rank: null, tone: 'success' },
  cancelled: { rank: null, tone: 'warning' },
} as const satisfies Record<string, StatusRule>

export type OrderStatus = keyof typeof statusRules
export const orderStatuses = Object.keys(statusRules) as OrderStatus[]

/** The statuses with a rank, and the end of a cancelled order. */
export type FulfilmentStatus = Exclude<OrderStatus, 'paid'>
export const fulfilmentStatuses = orderStatuses.filter(status => status !== 'paid') as FulfilmentStatus[]

export const paymentStatuses = ['unpaid', 'paid', 'refund_due'] as const
export type PaymentStatus = (typeof paymentStatuses)[number]

/** When each milestone was reached, ISO 8601. A milestone is reached at most once. */
export type Milestones = { readonly [status in OrderStatus]?: string }

/** The part of an order that the status rules read and write. */
export interface Progress {
  /** The last milestone written. */
  readonly status: OrderStatus
  /** The highest ranked milestone, or `cancelled`. */
  readonly fulfilmentStatus: FulfilmentStatus
  readonly paymentStatus: PaymentStatus
  readonly fulfilment: Fulfilment
  readonly milestones: Milestones
}

export function rankOf(status: OrderStatus): number | null {
  return statusRules[status].rank
}

export function toneOf(status: OrderStatus): Tone {
  return statusRules[status].tone
}

/** The ranked statuses that an order of this fulfilment passes, in order. */
export function pathOf(fulfilment: Fulfilment): FulfilmentStatus[] {
  return fulfilmentStatuses.filter((status) => {
    const rule: StatusRule = statusRules[status]
    return rule.rank !== null && (rule.only ?? fulfilment) === fulfilment
  })
}

export function isOptional(status: OrderStatus): boolean {
  return 'optional' in statusRules[status]
}

/** Nothing can change any more: cancelled, or delivered and paid in either order. */
export function isOver(order: Pick<Progress, 'fulfilmentStatus' | 'paymentStatus'>): boolean {
  return order.fulfilmentStatus === 'cancelled'
    || (order.fulfilmentStatus === 'delivered' && order.paymentStatus === 'paid')
}
