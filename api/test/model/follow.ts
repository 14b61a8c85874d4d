import type { Endpoint, Order } from '@orderbeat/shared'
import type { Answer } from '../test-shop.ts'
import type { Command } from './commands.ts'
import type { ModelOrder, Person } from './shop-model.ts'
import type { TwoShops } from './two-shops.ts'
import { bulkUpdateOrders, cancelOrder, placeOrder, readNotifications, undoBatch, undoOrder, updateStaffOrder } from '@orderbeat/shared'
import { expect } from 'vitest'
import { Looks } from './looks.ts'
import { ShopModel } from './shop-model.ts'
import { expectedSummary, summaryOf } from './summaries.ts'

/** Who looks on while others act, in turns. */
const polls = [['ana', 'orders'], ['sam', 'notifications'], ['ben', 'notifications'], ['sam', 'orders'], ['ana', 'notifications']] as const

const prices = { bread: 690, cake: 2400 }

/** Does in two shops what the commands say, and expects of each answer what the model says. */
export class Follower {
  readonly #shops: TwoShops
  readonly #model = new ShopModel()
  readonly #looks: Looks
  /** Under which id the shops know the model's orders and runs. */
  readonly #ids = new Map<ModelOrder, string>()
  readonly #batchIds: string[] = []
  #acts = 0
  readonly #keys = new Map<string, { request: string, status: number, text: string }>()

  constructor(shops: TwoShops, startsAt: number) {
    this.#shops = shops
    this.#model.now = startsAt
    this.#looks = new Looks(shops, this.#model)
  }

  async follow(command: Command): Promise<void> {
    if (command.does.startsWith('look') || command.does === 'poll')
      return await this.#looks.follow(command)
    const order = 'order' in command ? this.#orderAt(command.order) : undefined
    if ('order' in command && order === undefined)
      return
    await this.#act(command, order)
    const [who, what] = polls[this.#acts++ % polls.length]!
    await this.#shops.poll(who, what)
  }

  async #act(command: Command, order: ModelOrder | undefined): Promise<void> {
    switch (command.does) {
      case 'place': return await this.#place(command)
      case 'move': return await this.#move(command, order!)
      case 'note': return await this.#note(command, order!)
      case 'cancel': return await this.#cancel(command, order!)
      case 'undo': return await this.#undo(command, order!)
      case 'bulk': return await this.#bulk(command)
      case 'undo batch': return await this.#undoBatch(command.batch)
      case 'read': return await this.#read(command.who, command.some)
      case 'read all': return await this.#read(command.who, null)
      case 'wait':
        this.#model.now += command.minutes * 60_000
        this.#shops.wait(command.minutes * 60_000)
    }
  }

  /** Looks at everything there is once more. */
  async lookAtAll(): Promise<void> {
    await this.#looks.lookAtAll()
    await this.#shops.compareRows()
  }

  #orderAt(place: number): ModelOrder | undefined {
    const { orders } = this.#model
    return orders.length === 0 ? undefined : orders[place % orders.length]
  }

  /** Sends a write under a key: a second one is the first one's answer or, for another request, refused. */
  async #keyed<E extends Endpoint>(who: Person, key: string | null, endpoint: E, input: object, happens: () => number): Promise<Answer<E> | null> {
    const { params, body } = input as { params?: object, body?: object }
    const request = JSON.stringify([endpoint.url, params, body])
    const held = key === null ? undefined : this.#keys.get(`${who} ${key}`)
    const answer = await this.#shops.call(who, endpoint, { ...input, headers: { ...(input as { headers?: object }).headers, ...(key === null ? {} : { 'idempotency-key': key }) } } as never)
    if (held !== undefined) {
      expect([answer.status, answer.text === held.text]).toEqual(held.request === request ? [held.status, true] : [422, false])
      return null
    }
    expect(answer.status).toBe(happens())
    if (key !== null && answer.status < 300)
      this.#keys.set(`${who} ${key}`, { request, status: answer.status, text: answer.text })
    return answer
  }

  async #place({ who, product, quantity, fulfilment, key }: Extract<Command, { does: 'place' }>): Promise<void> {
    const body = { items: [{ productId: this.#shops.products[product], quantity }], fulfilment, paymentMethod: 'card', address: 'Lindenstraße 4' }
    let placed: ModelOrder | undefined
    const answer = await this.#keyed(who, key, placeOrder, { body }, () => {
      if (product === 'stollen')
        return 409
      placed = this.#model.place(who, fulfilment, prices[product] * quantity)
      return 201
    })
    if (answer === null || placed === undefined)
      return
    this.#ids.set(placed, answer.body.id)
    this.#expectOrder(answer.body, placed)
  }

  async #move({ status, version, key }: Extract<Command, { does: 'move' }>, order: ModelOrder): Promise<void> {
    const headers = version === 'any' ? {} : { 'if-match': version === 'current' ? `"${order.version}"` : '"0"' }
    const answer = await this.#keyed('sam', key, updateStaffOrder, { params: { orderId: order.number }, body: { status }, headers }, () =>
      version === 'old' ? 412 : this.#statusOf(this.#model.move(order, status, 'staff')))
    this.#expectSuccess(answer, order)
  }

  async #note({ tracking, discount, internal, customerComment }: Extract<Command, { does: 'note' }>, order: ModelOrder): Promise<void> {
    const body = {
      ...(tracking === undefined ? {} : { trackingNumber: tracking }),
      ...(discount === undefined ? {} : { discount: { amount: discount, reason: 'late' } }),
      ...(internal === undefined ? {} : { comment: internal }),
      ...(customerComment === undefined ? {} : { customerComment }),
    }
    if (Object.keys(body).length === 0)
      return
    const answer = await this.#shops.call('sam', updateStaffOrder, { params: { orderId: order.number }, body })
    expect(answer.status).toBe(this.#statusOf(this.#model.note(order, { ...(tracking === undefined ? {} : { tracking }), ...(discount === undefined ? {} : { discount }), ...(internal === undefined ? {} : { internal }), ...(customerComment === undefined ? {} : { customerComment }) })))
    this.#expectSuccess(answer, order)
  }

  async #cancel({ who }: Extract<Command, { does: 'cancel' }>, order: ModelOrder): Promise<void> {
    const answer = await this.#shops.call(who, cancelOrder, { params: { orderId: this.#ids.get(order)! }, body: {} })
    expect(answer.status).toBe(order.customer === who ? this.#statusOf(this.#model.move(order, 'cancelled', 'customer')) : 404)
    this.#expectSuccess(answer, order)
  }

  async #undo({ version }: Extract<Command, { does: 'undo' }>, order: ModelOrder): Promise<void> {
    const headers = version === 'none' ? {} : { 'if-match': version === 'current' ? `"${order.version}"` : '"0"' }
    const answer = await this.#shops.call('sam', undoOrder, { params: { orderId: order.number }, headers })
    expect(answer.status).toBe(version === 'none' ? 428 : version === 'old' ? 412 : this.#statusOf(this.#model.undo(order)))
    this.#expectSuccess(answer, order)
  }

  async #bulk({ orders: places, status, dryRun, allowSkips }: Extract<Command, { does: 'bulk' }>): Promise<void> {
    const orders = places.flatMap(place => this.#orderAt(place) ?? [])
    if (orders.length === 0)
      return
    const { status: code, body } = await this.#shops.call('sam', bulkUpdateOrders, { body: { orders: orders.map(({ number }) => ({ id: number })), status, dryRun, allowSkips } })
    expect(code).toBe(200)
    expect(body.results.map(({ outcome }) => outcome)).toEqual(this.#model.bulk(orders, status, { dryRun, allowSkips }))
    if (!dryRun)
      this.#batchIds.push(body.batchId!)
  }

  async #undoBatch(place: number): Promise<void> {
    if (this.#batchIds.length === 0)
      return
    const batch = place % this.#batchIds.length
    const answer = await this.#shops.call('sam', undoBatch, { params: { batchId: this.#batchIds[batch]! } })
    const outcomes = this.#model.batches[batch]!.length === 0 ? null : this.#model.undoBatch(batch)
    expect(answer.status).toBe(outcomes === null ? 404 : outcomes.includes('updated') ? 200 : 409)
    if (answer.status === 200)
      expect(answer.body.results.map(({ outcome }) => outcome)).toEqual(outcomes)
  }

  /** Marks `some` of the newest as read, or all up to the end when null. */
  async #read(who: Person, some: number | null): Promise<void> {
    const reader = who === 'sam' || who === 'ada' ? 'staff' : who
    await this.#shops.poll(who, 'notifications')
    const { notifications, cursor } = await this.#looks.notificationsOf(who)
    const told = this.#model.told[reader]
    const marked = some === null ? told : told.slice(Math.max(0, told.length - some))
    if (some !== null && notifications.slice(0, some).length === 0)
      return
    const body = some === null ? { upTo: cursor } : { ids: notifications.slice(0, some).map(({ id }) => id) }
    const answer = await this.#shops.call(who, readNotifications, { body })
    marked.forEach(({ readBy }) => readBy.add(who))
    expect([answer.status, answer.body]).toEqual([200, { unread: this.#model.unread(reader, who) }])
    await this.#shops.poll(who, 'notifications')
  }

  #statusOf(outcome: number | string | null): number {
    return typeof outcome === 'number' ? outcome : 200
  }

  #expectSuccess(answer: { status: number, body: unknown } | null, order: ModelOrder): void {
    if (answer?.status === 200)
      this.#expectOrder(answer.body as Order, order)
  }

  #expectOrder(order: Order, expected: ModelOrder): void {
    expect(summaryOf(order)).toEqual(expectedSummary(expected))
  }
}
