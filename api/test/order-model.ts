import type { Order } from '@orderbeat/shared'
import type { Shop } from './test-shop.ts'
import { cancelOrder, getStaffOrder, listOrders, placeOrder, updateStaffOrder } from '@orderbeat/shared'
import fc from 'fast-check'
import { expect } from 'vitest'

type Status = Order['status']
type Fulfilment = Order['fulfilment']

/** What the contract's words say of an order, and nothing of how the server does it. */
interface Modelled { fulfilment: Fulfilment, status: Status, rank: number, paid: boolean, version: number, id: string }
interface Model { orders: Modelled[], tag: string }
type Command = fc.AsyncCommand<Model, Shop>

const ranks: Partial<Record<Status, number>> = { pending: 0, confirmed: 1, processing: 2, ready: 3, shipped: 3, delivered: 4 }
const statuses = ['pending', 'confirmed', 'processing', 'ready', 'shipped', 'delivered', 'paid', 'cancelled'] as const

/** Whether staff may write a status; `same` when the order has it. */
function expected(order: Modelled, to: Status): 'yes' | 'no' | 'same' {
  if (order.status === to)
    return 'same'
  if (order.status === 'cancelled')
    return 'no'
  if (to === 'paid')
    return order.paid ? 'no' : 'yes'
  if (to === 'cancelled')
    return order.rank === ranks.delivered ? 'no' : 'yes'
  const fits = to !== (order.fulfilment === 'pickup' ? 'shipped' : 'ready')
  return fits && ranks[to]! > order.rank ? 'yes' : 'no'
}

function write(order: Modelled, to: Status): void {
  order.status = to
  order.version++
  order.paid ||= to === 'paid'
  order.rank = Math.max(order.rank, ranks[to] ?? 0)
}

/** The customer's poll is an empty 304 exactly when nothing was changed. */
async function poll(model: Model, shop: Shop, changed: boolean): Promise<void> {
  const { status, headers } = await shop.ana.call(listOrders, { headers: { 'if-none-match': model.tag } })
  expect(status).toBe(changed ? 200 : 304)
  model.tag = String(headers.etag)
}

class Place implements Command {
  readonly fulfilment: Fulfilment
  constructor(fulfilment: Fulfilment) {
    this.fulfilment = fulfilment
  }

  check = () => true
  async run(model: Model, shop: Shop): Promise<void> {
    const { status, body } = await shop.ana.call(placeOrder, { body: shop.basket({ fulfilment: this.fulfilment }) })
    expect(status).toBe(201)
    model.orders.push({ fulfilment: this.fulfilment, status: 'pending', rank: 0, paid: false, version: 1, id: body.id })
    await poll(model, shop, true)
  }

  toString = () => `place(${this.fulfilment})`
}

class Move implements Command {
  readonly at: number
  readonly to: Status
  constructor(at: number, to: Status) {
    this.at = at
    this.to = to
  }

  check = ({ orders }: Model) => orders.length > 0
  async run(model: Model, shop: Shop): Promise<void> {
    const order = model.orders[this.at % model.orders.length]!
    const verdict = expected(order, this.to)
    shop.clock.now += 1000
    const { status, body } = await shop.sam.call(updateStaffOrder, { params: { orderId: order.id }, body: { status: this.to } })
    expect(status).toBe(verdict === 'no' ? 409 : 200)
    if (verdict === 'yes')
      write(order, this.to)
    if (verdict !== 'no')
      expect(body).toMatchObject({ status: order.status, version: order.version })
    await poll(model, shop, verdict === 'yes')
  }

  toString = () => `move(${this.at}, ${this.to})`
}

class Cancel implements Command {
  readonly at: number
  constructor(at: number) {
    this.at = at
  }

  check = ({ orders }: Model) => orders.length > 0 && orders[this.at % orders.length]!.status !== 'cancelled'
  async run(model: Model, shop: Shop): Promise<void> {
    const order = model.orders[this.at % model.orders.length]!
    const may = order.version === 1
    const { status } = await shop.ana.call(cancelOrder, { params: { orderId: order.id }, body: {} })
    expect(status).toBe(may ? 200 : 409)
    if (may)
      write(order, 'cancelled')
    await poll(model, shop, may)
  }

  toString = () => `cancel(${this.at})`
}

/** So many lives of a shop with up to so many steps each, held against the model at each step and in the end. */
export async function holdAgainstModel(shop: Shop, numRuns: number, maxCommands: number, seed: number): Promise<void> {
  const commands = fc.commands([
    fc.constantFrom<Fulfilment>('pickup', 'delivery').map(fulfilment => new Place(fulfilment)),
    fc.tuple(fc.nat(5), fc.constantFrom(...statuses)).map(([at, to]) => new Move(at, to)),
    fc.tuple(fc.nat(5), fc.constantFrom(...statuses)).map(([at, to]) => new Move(at, to)),
    fc.nat(5).map(at => new Cancel(at)),
  ], { maxCommands, size: 'max' })
  await fc.assert(fc.asyncProperty(commands, async (steps) => {
    const model: Model = { orders: [], tag: String((await shop.ana.call(listOrders)).headers.etag) }
    await fc.asyncModelRun(() => ({ model, real: shop }), steps)
    for (const order of model.orders) {
      const { body } = await shop.sam.call(getStaffOrder, { params: { orderId: order.id } })
      expect(body).toMatchObject({ status: order.status, version: order.version, paymentStatus: order.paid ? (order.status === 'cancelled' ? 'refund_due' : 'paid') : 'unpaid' })
      expect(body.timeline!.map(({ version }) => version)).toEqual(Array.from({ length: order.version }, (_, index) => index + 1))
    }
  }), { numRuns, seed })
}
