import type { BulkOutcome, Fulfilment, OrderStatus } from '@orderbeat/shared'

/** Customers and staff of the model, as the tests' shop has them. */
export type Customer = 'ana' | 'ben'
export type Person = Customer | 'sam' | 'ada'

type Milestone = OrderStatus
type Refused = 409 | 400

/** What an order is, said once more by the contract's words and without any of the service's own rules. */
export interface ModelOrder {
  number: string
  customer: Customer
  fulfilment: Fulfilment
  status: OrderStatus
  reached: Map<Milestone, number>
  version: number
  subtotal: number
  discount: number
  tracking: string | null
  placedAt: number
  updatedAt: number
  place: number
  /** Its newest status change. */
  newest: { type: string, from: OrderStatus | null, to: OrderStatus, at: number, by: 'customer' | 'staff', batch: number | null }
  timeline: string[]
}

/** An event that somebody is told of. */
export interface Told { type: string, number: string, readBy: Set<Person> }

const ranks: Partial<Record<Milestone, number>> = { pending: 0, confirmed: 1, processing: 2, shipped: 3, ready: 3, delivered: 4 }
const undoWindow = 600_000

export function highest(order: ModelOrder): OrderStatus {
  if (order.reached.has('cancelled'))
    return 'cancelled'
  return [...order.reached.keys()].filter(status => ranks[status] !== undefined).toSorted((one, other) => ranks[other]! - ranks[one]!)[0]!
}

export function payment(order: ModelOrder): string {
  return !order.reached.has('paid') ? 'unpaid' : order.reached.has('cancelled') ? 'refund_due' : 'paid'
}

/** The shop as the contract describes it, in a few maps. */
export class ShopModel {
  now = 0
  readonly orders: ModelOrder[] = []
  readonly events: { type: string, number: string }[] = []
  readonly told: Record<Customer | 'staff', Told[]> = { ana: [], ben: [], staff: [] }
  /** What each bulk run has changed, by the run. */
  readonly batches: ModelOrder[][] = []

  place(customer: Customer, fulfilment: Fulfilment, subtotal: number): ModelOrder {
    const order: ModelOrder = {
      number: `ONLINE-${String(this.orders.length + 1).padStart(6, '0')}`,
      customer,
      fulfilment,
      status: 'pending',
      reached: new Map([['pending', this.now]]),
      version: 0,
      subtotal,
      discount: 0,
      tracking: null,
      placedAt: this.now,
      updatedAt: this.now,
      place: this.orders.length,
      newest: { type: 'order.created', from: null, to: 'pending', at: this.now, by: 'customer', batch: null },
      timeline: [],
    }
    this.orders.push(order)
    this.#happened(order, 'order.created')
    return order
  }

  /** Null: it is so already, and nothing happens. A number: refused with this status. */
  move(order: ModelOrder, to: OrderStatus, by: 'customer' | 'staff', batch: number | null = null): Refused | null | 'moved' {
    if (to === order.status)
      return null
    if (!this.mayMove(order, to, by))
      return 409
    order.newest = { type: `order.${to}`, from: order.status, to, at: this.now, by, batch }
    order.status = to
    order.reached.set(to, this.now)
    this.#happened(order, `order.${to}`)
    return 'moved'
  }

  mayMove(order: ModelOrder, to: OrderStatus, by: 'customer' | 'staff'): boolean {
    if (highest(order) === 'cancelled')
      return false
    if (to === 'cancelled')
      return highest(order) !== 'delivered' && (by === 'staff' || order.status === 'pending')
    if (by === 'customer' || order.reached.has(to))
      return false
    if (to === 'paid')
      return true
    return to !== (order.fulfilment === 'delivery' ? 'ready' : 'shipped') && ranks[to]! > ranks[highest(order)]!
  }

  /** Which steps but the optional one a move leaves out. */
  skips(order: ModelOrder, to: OrderStatus): boolean {
    const rank = ranks[to]
    return rank !== undefined && [2, 3].some(step => step > ranks[highest(order)]! && step < rank)
  }

  /** Changes what is no status. Null: nothing is changed. */
  note(order: ModelOrder, { tracking, discount, internal, customerComment }: { tracking?: string | null, discount?: number, internal?: string, customerComment?: string }): Refused | null | 'noted' {
    const discounted = discount !== undefined && discount !== order.discount
    if (discounted && (order.status === 'cancelled' || payment(order) !== 'unpaid' || discount > order.subtotal))
      return 400
    const tracked = tracking !== undefined && tracking !== order.tracking
    if (!discounted && !tracked && internal === undefined && customerComment === undefined)
      return null
    order.discount = discount ?? order.discount
    order.tracking = tracking === undefined ? order.tracking : tracking
    this.#happened(order, 'order.updated', discounted || tracked || customerComment !== undefined)
    return 'noted'
  }

  undo(order: ModelOrder, batch: number | null = null): Refused | 'undone' {
    const { type, from, to, at, by } = order.newest
    if (type === 'order.created' || type === 'order.reverted' || by === 'customer' || this.now > at + undoWindow)
      return 409
    order.newest = { type: 'order.reverted', from: order.status, to: from!, at: this.now, by: 'staff', batch }
    order.reached.delete(to)
    order.status = from!
    this.#happened(order, 'order.reverted')
    return 'undone'
  }

  bulk(orders: ModelOrder[], to: OrderStatus, { dryRun, allowSkips }: { dryRun: boolean, allowSkips: boolean }): BulkOutcome[] {
    const changed: ModelOrder[] = []
    const outcomes = orders.map((order): BulkOutcome => {
      if (order.status === to)
        return 'unchanged'
      if (!this.mayMove(order, to, 'staff') || (!allowSkips && this.skips(order, to)))
        return 'refused'
      if (!dryRun && this.move(order, to, 'staff', this.batches.length) === 'moved')
        changed.push(order)
      return 'updated'
    })
    if (!dryRun)
      this.batches.push(changed)
    return outcomes
  }

  undoBatch(batch: number): BulkOutcome[] {
    const run = this.batches.length + 1000
    return this.batches[batch]!.map(order => order.newest.batch === batch && this.undo(order, run) === 'undone' ? 'updated' : 'refused')
  }

  unread(reader: Customer | 'staff', person: Person): number {
    return this.told[reader].filter(({ readBy }) => !readBy.has(person)).length
  }

  #happened(order: ModelOrder, type: string, seen = true): void {
    order.version++
    order.updatedAt = this.now
    order.timeline.push(type)
    this.events.push({ type, number: order.number })
    if (!seen)
      return
    for (const reader of type === 'order.created' ? ['staff'] as const : [order.customer, 'staff'] as const)
      this.told[reader].push({ type, number: order.number, readBy: new Set() })
  }
}
