import type { Actor, BulkAnswer, BulkBody, BulkOutcome, BulkResult, ProblemCode } from '@orderbeat/shared'
import type { Stores } from '../database/stores.ts'
import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import type { Run } from './resumable.ts'
import { problems } from '@orderbeat/shared'
import { DomainError } from '../domain-error.ts'
import { changeOf } from './change-of.ts'
import { OrderNotFoundError, UndoRefusedError } from './order-errors.ts'
import { untilWritten, writeOrder } from './order-writer.ts'
import { resumable } from './resumable.ts'
import { undoOf } from './undo-order.ts'

type Row = BulkBody['orders'][number]

/** Moves many orders to one status: each in a transaction of its own, so that one that cannot go keeps no other from going. */
export async function bulkUpdate(parts: OrderParts, actor: Actor, body: BulkBody, request: IdempotentRequest | null): Promise<Once<BulkAnswer>> {
  if (body.dryRun === true)
    return { answer: { batchId: null, results: await eachRow(body.orders, row => parts.database.write(stores => move(parts, stores, actor, body, row, null))) }, replayed: false }
  return await resumable(parts, request, async (run) => {
    const results = await eachRow(body.orders, row => parts.database.write(stores => move(parts, stores, actor, body, row, run)))
    parts.log.info({ actor: actor.id, batch: run.id, status: body.status, orders: results.length, updated: results.filter(({ outcome }) => outcome === 'updated').length }, 'orders changed in bulk')
    return { batchId: run.id, results }
  })
}

/** Takes back what a batch has changed, where nothing newer has happened. Throws UndoRefusedError when that is nowhere. */
export async function undoBatch(parts: OrderParts, actor: Actor, batchId: string, request: IdempotentRequest | null): Promise<Once<{ results: BulkResult[] }>> {
  const orders = (await parts.database.stores.events.ordersOfBatch(batchId)).map(id => ({ id }))
  if (orders.length === 0)
    throw new DomainError('not-found', 'No batch has this id, or it has changed nothing.')
  return await resumable(parts, request, async (run) => {
    const results = await eachRow(orders, row => parts.database.write(stores => takeBack(parts, stores, actor, batchId, row, run)))
    if (results.every(({ outcome }) => outcome !== 'updated'))
      throw new UndoRefusedError(results[0]!.problem!.detail)
    return { results }
  })
}

async function eachRow(rows: Row[], attempt: (row: Row) => Promise<BulkOutcome>): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (const row of rows)
    results.push(await resultOf(row, attempt))
  return results
}

/** What somebody else writes meanwhile is no failure of the row: it is looked at again. */
async function resultOf(row: Row, attempt: (row: Row) => Promise<BulkOutcome>): Promise<BulkResult> {
  try {
    return { orderId: row.id, outcome: await untilWritten(() => attempt(row)) }
  }
  catch (error) {
    if (error instanceof DomainError)
      return { orderId: row.id, outcome: outcomeOf(error.code), problem: { type: `/problems/${error.code}`, ...problems[error.code], detail: error.message } }
    throw error
  }
}

function outcomeOf(code: ProblemCode): BulkOutcome {
  return code === 'order-not-found' ? 'not-found' : code === 'order-changed' ? 'changed' : 'refused'
}

/** Without a run it only tells what would happen. */
async function move(parts: OrderParts, stores: Stores, actor: Actor, body: BulkBody, row: Row, run: Run | null): Promise<BulkOutcome> {
  const before = await stores.orders.find(row.id)
  if (before === null)
    throw new OrderNotFoundError()
  if (run?.shared === true && await stores.events.isInBatch(run.id, before.id))
    return 'updated'
  if (row.version !== undefined && row.version !== before.version)
    throw new DomainError('order-changed', `The order is at version ${before.version} now: ${before.status}.`)
  if (before.status === body.status)
    return 'unchanged'
  const change = changeOf(before, { mover: 'staff', actor, body: { status: body.status, ...(body.comment === undefined ? {} : { comment: body.comment }) } }, new Date(parts.clock()).toISOString())!
  if (change.skipped.length > 0 && body.allowSkips !== true)
    throw new DomainError('transition-refused', `It would leave out: ${change.skipped.join(', ')}.`)
  if (run !== null)
    await writeOrder(stores, parts, { ...change, batchId: run.id })
  return 'updated'
}

async function takeBack(parts: OrderParts, stores: Stores, actor: Actor, batchId: string, row: Row, run: Run): Promise<BulkOutcome> {
  const before = (await stores.orders.find(row.id))!
  const newest = await stores.events.newestMove(before.id)
  if (newest.batchId === run.id)
    return 'updated'
  if (newest.batchId !== batchId)
    throw new UndoRefusedError('Something newer has happened to the order.')
  await writeOrder(stores, parts, undoOf(before, newest, { actor, now: parts.clock(), undoSeconds: parts.undoSeconds, batchId: run.id }))
  return 'updated'
}
