import type { FulfilmentStatus, Progress, Tone } from './order-status.ts'
import { isOptional, isOver, pathOf, rankOf, toneOf } from './order-status.ts'
import { statusDescription, statusLabel } from './order-wording.ts'

export const stepStates = ['done', 'current', 'upcoming', 'skipped'] as const
export type StepState = (typeof stepStates)[number]

/** A station on the tracker's rail. `at` is when it was reached. */
export interface Step {
  status: FulfilmentStatus
  label: string
  state: StepState
  at?: string
}

/** What a screen says about an order without knowing the rules. `step` counts from 1. */
export interface StatusInfo {
  label: string
  description: string
  tone: Tone
  step: number
  steps: number
  final: boolean
}

/**
 * The stations of an order. An optional one that was passed by is left out; payment is no station,
 * so that it never moves the rail; a cancelled order ends where it was cancelled.
 */
export function stepsOf(order: Progress): Step[] {
  const stations = pathOf(order.fulfilment)
    .map(status => ({ status, label: statusLabel(status, order), state: stateOf(order, status), ...reachedAt(order, status) }))
    .filter(step => !(step.state === 'skipped' && isOptional(step.status)))
  if (order.status !== 'cancelled')
    return stations
  return [
    ...stations.filter(step => step.state !== 'upcoming'),
    { status: 'cancelled', label: statusLabel('cancelled', order), state: 'current', ...reachedAt(order, 'cancelled') },
  ]
}

function reachedAt(order: Progress, status: FulfilmentStatus): { at?: string } {
  const at = order.milestones[status]
  return at === undefined ? {} : { at }
}

function stateOf(order: Progress, status: FulfilmentStatus): StepState {
  const highest = highestReached(order)
  if (rankOf(status)! > rankOf(highest)!)
    return 'upcoming'
  if (!(status in order.milestones))
    return 'skipped'
  return status === order.fulfilmentStatus && status !== 'delivered' ? 'current' : 'done'
}

function highestReached(order: Progress): FulfilmentStatus {
  return pathOf(order.fulfilment).findLast(status => status in order.milestones) ?? 'pending'
}

/** The status of an order in words and numbers, for a card, a badge or a till. */
export function statusInfoOf(order: Progress): StatusInfo {
  const stations = stepsOf({ ...order, status: order.status === 'cancelled' ? highestReached(order) : order.status })
  return {
    label: statusLabel(order.status, order),
    description: statusDescription(order),
    tone: toneOf(order.status),
    step: stations.findIndex(step => step.status === highestReached(order)) + 1,
    steps: stations.length,
    final: isOver(order),
  }
}
