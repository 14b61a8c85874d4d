import type { Fulfilment, OrderStatus, StaffSort } from '@orderbeat/shared'
import type { Customer, Person } from './shop-model.ts'
import fc from 'fast-check'

/** One thing that somebody does. Orders and runs are meant by their place among those there are, whatever number it is. */
export type Command =
  | { does: 'place', who: Customer, product: 'bread' | 'cake' | 'stollen', quantity: number, fulfilment: Fulfilment, key: string | null }
  | { does: 'move', order: number, status: OrderStatus, version: 'any' | 'current' | 'old', key: string | null }
  | { does: 'note', order: number, tracking?: string | null, discount?: number, internal?: string, customerComment?: string }
  | { does: 'cancel', who: Customer, order: number }
  | { does: 'undo', order: number, version: 'none' | 'current' | 'old' }
  | { does: 'bulk', orders: number[], status: OrderStatus, dryRun: boolean, allowSkips: boolean }
  | { does: 'undo batch', batch: number }
  | { does: 'read', who: Person, some: number }
  | { does: 'read all', who: Person }
  | { does: 'wait', minutes: number }
  | { does: 'look at history', who: Customer, status?: OrderStatus, limit: number }
  | { does: 'look at order', order: number }
  | { does: 'look at all', sort: StaffSort, limit: number, status?: OrderStatus, fulfilment?: Fulfilment, q?: string }
  | { does: 'look at notifications', who: Person, unread: boolean, limit: number }
  | { does: 'look at events', after: number, limit: number }
  | { does: 'look at figures' }
  | { does: 'poll', who: Person, what: 'orders' | 'notifications' }

const customer = fc.constantFrom('ana' as const, 'ben' as const)
const person = fc.constantFrom('ana' as const, 'ben' as const, 'sam' as const, 'sam' as const, 'ada' as const)
const order = fc.nat(4)
const fulfilment = fc.constantFrom('delivery' as const, 'pickup' as const)
const status = fc.constantFrom<OrderStatus>('pending', 'confirmed', 'processing', 'ready', 'shipped', 'paid', 'delivered', 'cancelled')
const key = fc.option(fc.constantFrom('one', 'two'), { freq: 3 })
const limit = fc.constantFrom(1, 3, 100)

function optional<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(values, { nil: undefined })
}

/** Without the members that were left out, as JSON has them. */
function does<T extends Command>(values: { [key in keyof T]: fc.Arbitrary<T[key]> }): fc.Arbitrary<T> {
  return fc.record(values).map(command => Object.fromEntries(Object.entries(command as object).filter(([, value]) => value !== undefined)) as T)
}

type Of<D extends Command['does']> = Extract<Command, { does: D }>

/** What people do, writes more often than looks. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: does<Of<'place'>>({ does: fc.constant('place'), who: customer, product: fc.constantFrom('bread', 'bread', 'cake', 'stollen'), quantity: fc.integer({ min: 1, max: 3 }), fulfilment, key }) },
  { weight: 8, arbitrary: does<Of<'move'>>({ does: fc.constant('move'), order, status, version: fc.constantFrom('any', 'any', 'current', 'old'), key }) },
  { weight: 2, arbitrary: does<Of<'note'>>({ does: fc.constant('note'), order, tracking: optional(fc.constantFrom('OB-1', 'OB 2', null)), discount: optional(fc.constantFrom(0, 100, 5000)), internal: optional(fc.constant('call first')), customerComment: optional(fc.constant('We are late')) } as never) },
  { weight: 2, arbitrary: does<Of<'cancel'>>({ does: fc.constant('cancel'), who: customer, order }) },
  { weight: 3, arbitrary: does<Of<'undo'>>({ does: fc.constant('undo'), order, version: fc.constantFrom('current', 'current', 'none', 'old') }) },
  { weight: 2, arbitrary: does<Of<'bulk'>>({ does: fc.constant('bulk'), orders: fc.array(order, { minLength: 1, maxLength: 5 }), status, dryRun: fc.boolean(), allowSkips: fc.boolean() }) },
  { weight: 1, arbitrary: does<Of<'undo batch'>>({ does: fc.constant('undo batch'), batch: fc.nat(3) }) },
  { weight: 2, arbitrary: does<Of<'read'>>({ does: fc.constant('read'), who: person, some: fc.nat(3) }) },
  { weight: 1, arbitrary: does<Of<'read all'>>({ does: fc.constant('read all'), who: person }) },
  { weight: 2, arbitrary: does<Of<'wait'>>({ does: fc.constant('wait'), minutes: fc.constantFrom(1, 9, 11) }) },
  { weight: 2, arbitrary: does<Of<'look at history'>>({ does: fc.constant('look at history'), who: customer, status: optional(status), limit } as never) },
  { weight: 2, arbitrary: does<Of<'look at order'>>({ does: fc.constant('look at order'), order }) },
  { weight: 3, arbitrary: does<Of<'look at all'>>({ does: fc.constant('look at all'), sort: fc.constantFrom('-placedAt', 'placedAt', '-updatedAt', '-total'), limit, status: optional(status), fulfilment: optional(fulfilment), q: optional(fc.constantFrom('ana', 'be', '000002', 'ob 1', 'example nobody')) } as never) },
  { weight: 1, arbitrary: does<Of<'look at notifications'>>({ does: fc.constant('look at notifications'), who: person, unread: fc.boolean(), limit }) },
  { weight: 1, arbitrary: does<Of<'look at events'>>({ does: fc.constant('look at events'), after: fc.nat(20), limit }) },
  { weight: 1, arbitrary: does<Of<'look at figures'>>({ does: fc.constant('look at figures') }) },
  { weight: 4, arbitrary: does<Of<'poll'>>({ does: fc.constant('poll'), who: person, what: fc.constantFrom('orders', 'notifications') }) },
)
