import type { Order, OrderStatus, TimelineEntry } from '@orderbeat/shared'
import type { Client } from '../api/client.ts'
import type { OrderChange } from './order-changes.ts'
import { getStaffOrder } from '@orderbeat/shared'
import { ApiError } from '../api/client.ts'
import { problemInWords } from '../app/form-problem.ts'
import { changesBetween } from './order-changes.ts'
import { whyNot } from './staff-says.ts'
import { staffWords } from './staff-words.ts'

/** Why a change was not made: the order is another one by now (412), the rules forbid it, or it never got through. */
export interface Refusal {
  kind: 'changed' | 'refused' | 'failed'
  reason: string
  /** What is different now, when the order changed meanwhile. */
  changes: OrderChange[]
  /** Who changed it, in words: "Ada", or nothing where that is not known. */
  by: string
}

/** The order as it is now, where a refusal brings it. */
export function currentOrder(error: unknown): Order | undefined {
  return error instanceof ApiError ? error.problem.order as Order | undefined : undefined
}

/** A failed change of the order that was seen, in words. */
export function refusalOf(error: unknown, seen: Order, lost: 'saved' | 'undone'): Refusal {
  if (!(error instanceof ApiError))
    return { kind: 'failed', reason: staffWords.unreachable, changes: [], by: '' }
  if (error.code !== 'order-changed')
    return { kind: error.status === 409 ? 'refused' : 'failed', reason: error.code === 'transition-refused' ? staffWords.moveRefused(error.problem.detail, whyNot(seen, error.problem.to as OrderStatus)) : apiReason(error), changes: [], by: '' }
  const current = currentOrder(error)
  return { kind: 'changed', reason: staffWords.changedMeanwhile[lost], changes: current ? changesBetween(seen, current) : [], by: '' }
}

/** Why the API did not do something with orders, in words. */
export function apiReason(error: unknown): string {
  return error instanceof ApiError && error.code === 'undo-refused' ? staffWords.undoRefused(error.problem.detail) : problemInWords(error)
}

/** A refusal with the names of who changed the order since it was seen. Without an answer it stays as it is. */
export async function withChangers(client: Client, refusal: Refusal, seen: Order): Promise<Refusal> {
  if (refusal.kind !== 'changed')
    return refusal
  try {
    const { timeline = [] } = await client.call(getStaffOrder, { params: { orderId: seen.id } })
    const names = timeline.filter(({ version }) => version > seen.version).map(({ actor }) => nameOf(actor))
    return { ...refusal, by: [...new Set(names)].join(staffWords.and) }
  }
  catch {
    return refusal
  }
}

function nameOf(actor: TimelineEntry['actor']): string {
  if (actor === undefined)
    return staffWords.somebody
  return actor.kind === 'customer' ? staffWords.theCustomer(actor.name) : actor.kind === 'key' ? staffWords.theTill(actor.name) : actor.name
}

/** What is different now and who changed it, as one line. */
export function changedLine({ changes, by }: Refusal): string {
  const now = changes.map(({ label, to }) => `${label}: ${to}`).join(', ')
  return now === '' && by === '' ? '' : by === '' ? `${now}.` : staffWords.byLine(now || staffWords.changed, by)
}
