import type { Actor, UpdateOrderBody } from '@orderbeat/shared'
import type { StoredAccount } from '../database/account-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import type { StoredProduct } from '../database/product-store.ts'
import type { History } from '../orders/history-writer.ts'
import type { OrderParts } from '../orders/order-parts.ts'
import type { OrderChange } from '../orders/order-writer.ts'
import type { By, HistoryEntry, OrderLine } from './line-schemas.ts'
import { lineTotal, orderSums, placed } from '@orderbeat/shared'
import { DomainError, InvalidRequestError } from '../domain-error.ts'
import { changeOf } from '../orders/change-of.ts'
import { orderAfter } from '../orders/order-writer.ts'
import { undoOf } from '../orders/undo-order.ts'
import { LineError } from './parse-line.ts'

/** Who there is and what is sold where an order is brought to. */
export interface Surroundings {
  customer: StoredAccount | undefined
  products: ReadonlyMap<string, StoredProduct>
  shop: OrderParts['shop']
  newId: () => string
  /** Milliseconds since 1970. */
  now: number
}

/** The most that an order can cost, in minor units: what any database holds. */
const mostTotal = 2_000_000_000

/** Clocks of machines that wrote the past of an order may differ by so many milliseconds. */
const clocksDiffer = 5 * 60_000

/** Who did what a line does not say it of. */
const somebody: Actor = { kind: 'staff', id: 'import', name: 'Imported' }

/** A line as the changes that the same rules would have let through, one after the other. Throws LineError at the first that they refuse. */
export function historyOf(line: OrderLine, around: Surroundings): History {
  const { customer } = around
  if (customer === undefined)
    throw new LineError('/customer', 'has no account: bring it along in a line before')
  if (customer.role !== 'customer')
    throw new LineError('/customer', `works here as ${customer.role}: only customers have orders`)
  const changes = [placing(line, customer, around)]
  for (const [index, entry] of (line.history ?? []).entries())
    changes.push(at(`/history/${index}`, () => nextChange(changes, entry, customer, around.now)))
  return { changes, customerEmail: customer.email }
}

function placing(line: OrderLine, customer: StoredAccount, around: Surroundings): OrderChange {
  const placedAt = instantOf(line.placedAt, '/placedAt', around.now)
  if ((line.currency ?? around.shop.currency) !== around.shop.currency)
    throw new LineError('/currency', `must be ${around.shop.currency}, in which this shop counts`)
  const order = draft(line, placedAt, customer, around)
  if (order.total > mostTotal)
    throw new LineError('/items', 'cost more than an order can')
  const actor = line.by === undefined ? { kind: 'customer', id: customer.id, name: order.customerName } as const : actorOf(line.by, customer)
  return { before: null, after: order, type: 'order.created', from: null, to: 'pending', skipped: [], changed: {}, comment: null, customerComment: null, actor, at: placedAt, customerEmail: customer.email }
}

function draft(line: OrderLine, placedAt: string, customer: StoredAccount, { products, shop, newId }: Surroundings): StoredOrder {
  // What the shop does not sell any more is named by its sku.
  const items = line.items.map(item => ({ productId: products.get(item.sku)?.id ?? item.sku, ...item, total: lineTotal(item) }))
  return {
    ...placed(line.fulfilment, placedAt),
    ...orderSums(items, 0),
    id: newId(),
    number: line.number,
    customerId: customer.id,
    customerName: line.customerName ?? customer.name,
    version: 0,
    items,
    currency: shop.currency,
    paymentMethod: line.paymentMethod,
    address: line.address?.trim() ? line.address.trim() : null,
    note: line.note?.trim() ? line.note.trim() : null,
    trackingNumber: null,
    trackingUrl: null,
    estimatedDelivery: null,
    placedAt,
    updatedAt: placedAt,
    undoableFrom: null,
  }
}

function nextChange(changes: readonly OrderChange[], { at: when, by, takenBack, ...body }: HistoryEntry, customer: StoredAccount, now: number): OrderChange {
  const before = orderAfter(changes.at(-1)!)
  const moment = instantOf(when, '/at', now)
  if (Date.parse(moment) < Date.parse(before.updatedAt) - clocksDiffer)
    throw new LineError('/at', 'is before what happened earlier')
  const actor = by === undefined ? somebody : actorOf(by, customer)
  if (takenBack === true)
    return undo(changes, before, body, actor, moment)
  const change = changeOf(before, { mover: actor.kind === 'customer' ? 'customer' : 'staff', actor, body }, moment)
  if (change === null)
    throw new LineError('', 'changes nothing')
  return change
}

function undo(changes: readonly OrderChange[], before: StoredOrder, body: UpdateOrderBody, actor: Actor, moment: string): OrderChange {
  if (Object.keys(body).length > 0)
    throw new LineError('/takenBack', 'comes with nothing else')
  const newest = changes.findLast(change => change.to !== null)!
  return undoOf(before, newest, { actor, now: Date.parse(moment), undoSeconds: Number.POSITIVE_INFINITY })
}

function actorOf({ kind, id, name }: By, customer: StoredAccount): Actor {
  return { kind, id: kind === 'customer' ? customer.id : id ?? somebody.id, name: name.trim() }
}

function instantOf(text: string, path: string, now: number): string {
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime()))
    throw new LineError(path, 'is an instant that does not exist')
  if (moment.getTime() > now + clocksDiffer)
    throw new LineError(path, 'is in the future')
  return moment.toISOString()
}

/** Says of what a rule refuses where in the line it is. */
function at<T>(path: string, work: () => T): T {
  try {
    return work()
  }
  catch (error) {
    if (error instanceof LineError)
      throw new LineError('', `${path}${error.message.startsWith('/') ? '' : ' '}${error.message}`)
    if (error instanceof InvalidRequestError) {
      const [{ path: member, message }] = error.members.errors as [{ path: string, message: string }]
      throw new LineError(`${path}${member}`, message)
    }
    if (error instanceof DomainError)
      throw new LineError(path, error.message)
    throw error
  }
}
