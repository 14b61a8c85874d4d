import type { CloudEvent, NotificationPage, Order } from '@orderbeat/shared'
import type { Command } from './commands.ts'
import type { Customer, ModelOrder, Person, ShopModel } from './shop-model.ts'
import type { TwoShops } from './two-shops.ts'
import { getOrder, getStaffOrder, getStaffStats, listEvents, listNotifications, listOrders, listStaffOrders, trackOrder } from '@orderbeat/shared'
import { expect } from 'vitest'
import { expectedSummary, summaryOf } from './summaries.ts'

type Look<D extends string> = Extract<Command, { does: D }>

/** Looks at two shops, and expects to see what the model has. */
export class Looks {
  readonly #shops: TwoShops
  readonly #model: ShopModel

  constructor(shops: TwoShops, model: ShopModel) {
    this.#shops = shops
    this.#model = model
  }

  async follow(command: Command): Promise<void> {
    const { orders } = this.#model
    switch (command.does) {
      case 'look at history': return await this.#history(command)
      case 'look at order': return orders.length === 0 ? undefined : await this.#order(orders[command.order % orders.length]!)
      case 'look at all': return await this.#all(command)
      case 'look at notifications': return await this.#notifications(command)
      case 'look at events': return await this.#events(command)
      case 'look at figures': return await this.#figures()
      case 'poll': return await this.#shops.poll(command.who, command.what)
      default: throw new Error(`${command.does} is no look`)
    }
  }

  async lookAtAll(): Promise<void> {
    for (const who of ['ana', 'ben'] as const)
      await this.#history({ does: 'look at history', who, limit: 100 })
    for (const order of this.#model.orders)
      await this.#order(order)
    await this.#all({ does: 'look at all', sort: '-updatedAt', limit: 100 })
    for (const who of ['ana', 'ben', 'sam', 'ada'] as const)
      await this.#notifications({ does: 'look at notifications', who, unread: false, limit: 100 })
    await this.#events({ does: 'look at events', after: 0, limit: 100 })
    await this.#figures()
  }

  /** The newest notifications, and where they end. */
  async notificationsOf(who: Person): Promise<NotificationPage> {
    return (await this.#shops.call(who, listNotifications, { query: { limit: 100 } })).body
  }

  async #history({ who, status, limit }: Look<'look at history'>): Promise<void> {
    const expected = this.#model.orders.filter(order => order.customer === who && (status === undefined || order.status === status)).toSorted(by('-placedAt'))
    const pages = await this.#shops.pages(who, listOrders, { limit, ...(status === undefined ? {} : { status }) })
    expectOrders(pages, expected)
  }

  async #order(order: ModelOrder): Promise<void> {
    const params = { orderId: order.number }
    const other: Customer = order.customer === 'ana' ? 'ben' : 'ana'
    expect((await this.#shops.call(other, getOrder, { params })).status).toBe(404)
    const tracking = await this.#shops.call(order.customer, trackOrder, { params })
    expect([tracking.body.status, tracking.body.version]).toEqual([order.status, order.version])
    const { body } = await this.#shops.call('sam', getStaffOrder, { params })
    expect(summaryOf(body)).toEqual(expectedSummary(order))
    expect(body.timeline!.map(({ type }) => type)).toEqual(order.timeline)
  }

  async #all({ sort, limit, status, fulfilment, q }: Look<'look at all'>): Promise<void> {
    const expected = this.#model.orders
      .filter(order => (status === undefined || order.status === status) && (fulfilment === undefined || order.fulfilment === fulfilment) && (q === undefined || isFound(order, q)))
      .toSorted(by(sort))
    const query = Object.fromEntries(Object.entries({ sort, limit, status, fulfilment, q }).filter(([, value]) => value !== undefined))
    expectOrders(await this.#shops.pages('sam', listStaffOrders, query), expected)
  }

  async #notifications({ who, unread, limit }: Look<'look at notifications'>): Promise<void> {
    const reader = who === 'sam' || who === 'ada' ? 'staff' : who
    const pages = await this.#shops.pages(who, listNotifications, { limit, ...(unread ? { unread } : {}) })
    const expected = this.#model.told[reader].filter(({ readBy }) => !unread || !readBy.has(who)).toReversed()
    expect(pages.flatMap(({ notifications }) => notifications.map(({ type, orderNumber }) => `${type} ${orderNumber}`))).toEqual(expected.map(({ type, number }) => `${type} ${number}`))
    expect(pages[0]!.unread).toBe(this.#model.unread(reader, who))
  }

  async #events({ after, limit }: Look<'look at events'>): Promise<void> {
    const read: CloudEvent[] = []
    for (let last: string | undefined; ; last = read.at(-1)!.id) {
      const { body } = await this.#shops.call('sam', listEvents, { query: { limit, ...(last === undefined ? {} : { after: last }) } })
      read.push(...body as unknown as CloudEvent[])
      if ((body as unknown as CloudEvent[]).length < limit || read.length > after)
        break
    }
    const events = this.#model.events.slice(0, read.length).map(({ type, number }) => `${type} ${number}`)
    expect(read.map(({ type, data }) => `${type} ${data.orderNumber}`)).toEqual(events)
    expect(read.length).toBeGreaterThanOrEqual(Math.min(this.#model.events.length, after))
  }

  async #figures(): Promise<void> {
    const { body } = await this.#shops.call('sam', getStaffStats)
    const { orders } = this.#model
    expect(Object.entries(body.statusNow).filter(([, count]) => count > 0).toSorted()).toEqual([...Map.groupBy(orders, ({ status }) => status)].map(([status, some]) => [status, some.length]).toSorted())
    expect(body.days.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(orders.filter(({ reached }) => !reached.has('cancelled')).reduce((sum, { subtotal, discount }) => sum + subtotal - discount, 0))
  }
}

function expectOrders(pages: { orders: Order[], total: number | null }[], expected: ModelOrder[]): void {
  expect(pages.flatMap(({ orders }) => orders).map(summaryOf)).toEqual(expected.map(expectedSummary))
  expect(pages.map(({ total }) => total)).toEqual(pages.map(() => expected.length))
}

/** Words that begin a word of the number, the customer or the tracking number. */
function isFound({ number, customer, tracking }: ModelOrder, q: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const known = words(`${number} ${customer} ${customer}@example.com ${tracking ?? ''}`)
  return words(q).every(word => known.some(one => one.startsWith(word)))
}

/** Orders of one moment are in the order of placing, or the other way round where the newest come first. */
function by(sort: string): (one: ModelOrder, other: ModelOrder) => number {
  const column = sort.replace('-', '') as 'placedAt' | 'updatedAt' | 'total'
  const value = (order: ModelOrder) => column === 'total' ? order.subtotal - order.discount : order[column]
  return (one, other) => (sort.startsWith('-') ? -1 : 1) * (value(one) - value(other) || one.place - other.place)
}
