import type { StaffSort } from '@orderbeat/shared'
import type { TestDatabase } from '../../test/test-database.ts'
import type { Place } from './page.ts'
import type { StaffFilter } from './staff-order-store.ts'
import { assert, asyncProperty, constantFrom, option, record, subarray } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { orderAt } from '../../bench/orders.ts'
import { personAt } from '../../bench/people.ts'
import { openTestDatabase } from '../../test/test-database.ts'

/** So that a list of some hundred is a long one. */
vi.mock('@orderbeat/shared', async original => ({ ...await original<object>(), exactTotal: 300 }))

const count = 4000
const customers = 40
const people = new Map(Array.from({ length: customers }, (_, index) => [personAt(index).id, personAt(index)]))
const emailOf = (id: string) => people.get(id)!.email
const orders = Array.from({ length: count }, (_, index) => orderAt(index, count, customers))
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await database.write(async (stores) => {
    for (let index = 0; index < customers; index++)
      await stores.accounts.insert({ ...personAt(index), role: 'customer', passwordHash: '', disabled: false }, 0)
    for (let index = 0; index < count; index++) {
      const order = orderAt(index, count, customers)
      await stores.orders.insert(order, emailOf(order.customerId))
    }
  })
}, 60_000)
afterAll(() => database.remove())

/** The numbers of all orders that match, as a reader of the contract would pick and sort them. */
function expected({ q, status, fulfilmentStatus, paymentStatus, fulfilment, customerId, since, until }: StaffFilter, sort: StaffSort): string[] {
  const words = (q ?? '').toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '').match(/[a-z0-9]+/g) ?? []
  const column = sort.replace('-', '') as 'placedAt' | 'updatedAt' | 'total'
  const value = (order: (typeof orders)[number]) => column === 'total' ? order.total : Date.parse(order[column])
  return orders
    .filter(order => status?.includes(order.status) ?? true)
    .filter(order => fulfilmentStatus?.includes(order.fulfilmentStatus) ?? true)
    .filter(order => paymentStatus?.includes(order.paymentStatus) ?? true)
    .filter(order => fulfilment === undefined || order.fulfilment === fulfilment)
    .filter(order => customerId === undefined || order.customerId === customerId)
    .filter(order => Date.parse(order.placedAt) >= (since ?? 0) && Date.parse(order.placedAt) < (until ?? Infinity))
    .filter((order) => {
      const text = [order.number, order.trackingNumber, order.customerName, emailOf(order.customerId)].join(' ').toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '').match(/[a-z0-9]+/g)!
      return words.every(word => text.some(one => one.startsWith(word)))
    })
    .sort((one, other) => (sort.startsWith('-') ? -1 : 1) * (value(one) - value(other) || (one.id < other.id ? -1 : 1)))
    .map(({ number }) => number)
}

async function pages(filter: StaffFilter, sort: StaffSort, limit: number, most: number): Promise<{ numbers: string[], total: number | null }> {
  const numbers: string[] = []
  let total: number | null = null
  let place: Place | null = null
  for (let page = 0; page < most; page++) {
    const { items, next, ...rest } = await database.slowReads.staffOrders.list(filter, sort, limit, place)
    total = rest.total
    numbers.push(...items.map(({ number }) => number))
    place = next
    if (next === null)
      break
  }
  return { numbers, total }
}

describe('orders are found', () => {
  it.each([
    ['000042', 'one by its number'],
    ['zoe', 'some by a name, without its accent'],
    ['ana babab', 'some by two beginnings of words'],
    ['mail3', 'some by a part of an address'],
    ['1z', 'many by tracking number'],
    ['online', 'all by what all have'],
    ['nobody', 'none'],
    ['-', 'none, because there is no word'],
  ])('by "%s": %s, in every order and page by page', async (q) => {
    for (const sort of ['-placedAt', 'placedAt', '-updatedAt', '-total'] as const) {
      const right = q === '-' ? [] : expected({ q }, sort)
      const { numbers, total } = await pages({ q }, sort, 97, 5)
      expect(numbers).toEqual(right.slice(0, 97 * 5))
      expect(total).toBeOneOf([right.length, null])
      if (right.length <= 300)
        expect(total).toBe(right.length)
    }
  })

  it('and narrowed at the same time', async () => {
    for (const status of ['pending', 'paid', 'cancelled'] as const) {
      for (const q of ['ana', 'online', '1z']) {
        const { numbers } = await pages({ q, status: [status] }, '-placedAt', 50, 3)
        expect(numbers).toEqual(expected({ q, status: [status] }, '-placedAt').slice(0, 150))
      }
    }
  })

  it('narrowed and sorted in any way, page by page', async () => {
    const months = Array.from({ length: 37 }, (_, month) => Date.UTC(2023, 10 + month, 20))
    const sorts = ['-placedAt', 'placedAt', '-updatedAt', '-total'] as const
    const some = <T>(...values: T[]) => option(subarray(values, { minLength: 1 }), { nil: undefined })
    const filters = record({
      status: some('pending', 'confirmed', 'processing', 'shipped', 'delivered', 'paid', 'cancelled'),
      fulfilmentStatus: some('pending', 'processing', 'delivered', 'cancelled'),
      paymentStatus: some('unpaid', 'paid', 'refund_due'),
      fulfilment: option(constantFrom('delivery', 'pickup'), { nil: undefined }),
      since: option(constantFrom(...months), { nil: undefined }),
      until: option(constantFrom(...months, Date.UTC(9999, 11, 31)), { nil: undefined }),
      customerId: option(constantFrom(...people.keys()), { nil: undefined, freq: 3 }),
      q: option(constantFrom('ana', 'online', 'online 1z', 'zoe', 'nobody'), { nil: undefined }),
    }, { requiredKeys: [] })
    await assert(asyncProperty(filters, constantFrom(...sorts), async (narrowed, sort) => {
      const filter = Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== undefined)) as StaffFilter
      const right = expected(filter, sort)
      const { numbers, total } = await pages(filter, sort, 30, 4)
      expect(numbers).toEqual(right.slice(0, 120))
      expect(total).toBeOneOf(filter.q === undefined ? [right.length <= 300 ? right.length : null] : [right.length, null])
    }), { numRuns: 150 })
  })

  it('by a tracking number that was given later, and not by the one before', async () => {
    const order = orders[7]!
    const version = order.version
    await database.write(stores => stores.orders.update({ ...order, trackingNumber: 'NEWTRACK', version: version + 1 }, version))
    expect((await pages({ q: 'newtrack' }, '-placedAt', 20, 1)).numbers).toEqual([order.number])
    await database.write(stores => stores.orders.update({ ...order, version: version + 2 }, version + 1))
    expect((await pages({ q: 'newtrack' }, '-placedAt', 20, 1)).numbers).toEqual([])
  })
})
