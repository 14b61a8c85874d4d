import type { Endpoint, Input, Output } from '@orderbeat/shared'
import type { Answer, Shop } from '../test-shop.ts'
import type { Person } from './shop-model.ts'
import { listOrders, listStaffOrders, listNotifications as notifications } from '@orderbeat/shared'
import { expect } from 'vitest'

/** What of the stores is the same on every engine: all but the database's own name, how an engine finds words, and sessions, which nobody here has. */
const compared = ['accounts', 'products', 'orders', 'order_events', 'order_receipts', 'notifications', 'notification_reads', 'notification_marks', 'feeds', 'order_number_counters', 'idempotency_keys', 'limit_buckets', 'figures', 'figures_zone', 'machine_keys']

/** Ids in the order of their making, so that two shops that do the same make the same. */
export function countedIds(): () => string {
  let made = 0
  return () => `019a0000-0000-7000-8000-${(++made).toString(16).padStart(12, '0')}`
}

/** Two shops on different engines, of which everything is asked at once and must be answered alike, byte by byte. */
export class TwoShops {
  readonly #shops: readonly [Shop, Shop]
  readonly #tags = new Map<string, [string, string]>()

  constructor(one: Shop, other: Shop) {
    this.#shops = [one, other]
  }

  get products() {
    return this.#shops[0].products
  }

  wait(milliseconds: number): void {
    this.#shops.forEach(shop => shop.clock.now += milliseconds)
  }

  async call<E extends Endpoint>(who: Person, endpoint: E, input: Partial<Input<E>> = {}): Promise<Answer<E>> {
    const [one, other] = await Promise.all(this.#shops.map(shop => shop[who].call(endpoint, input)))
    expect([other!.status, other!.text, other!.headers['idempotency-replayed'], other!.headers['poll-interval']]).toEqual([one!.status, one!.text, one!.headers['idempotency-replayed'], one!.headers['poll-interval']])
    return one!
  }

  /** Polls with the tag of the answer before. A 304 must mean that the full answer is the one before. */
  async poll(who: Person, what: 'orders' | 'notifications'): Promise<void> {
    const endpoint: Endpoint = what === 'notifications' ? notifications : who === 'sam' || who === 'ada' ? listStaffOrders : listOrders
    const key = `${who} ${what}`
    const held = this.#tags.get(key)
    const full = await Promise.all(this.#shops.map(shop => shop[who].call(endpoint)))
    const polls = held === undefined
      ? full
      : await Promise.all(this.#shops.map((shop, index) => shop[who].call(endpoint, { headers: { 'if-none-match': held[index]! } as never })))
    expect(polls[1]!.status).toBe(polls[0]!.status)
    expect(full[1]!.text).toBe(full[0]!.text)
    if (polls[0]!.status === 304)
      expect(full[0]!.text).toBe(this.#texts.get(key))
    this.#texts.set(key, full[0]!.text)
    this.#tags.set(key, full.map(({ headers }) => String(headers.etag)) as [string, string])
  }

  readonly #texts = new Map<string, string>()

  /** All pages of a list, one after the other. */
  async pages<E extends Endpoint>(who: Person, endpoint: E, query: object): Promise<Output<E>[]> {
    const pages: Output<E>[] = []
    for (let before: string | undefined; ;) {
      const { status, body } = await this.call(who, endpoint, { query: { ...query, ...(before === undefined ? {} : { before }) } } as never)
      expect(status).toBe(200)
      pages.push(body)
      const { nextCursor } = body as { nextCursor: string | null }
      if (nextCursor === null)
        return pages
      before = nextCursor
    }
  }

  /** Everything that is stored is the same. */
  async compareRows(): Promise<void> {
    const [one, other] = await Promise.all(this.#shops.map(shop => shop.database.dump()))
    for (const table of compared)
      expect({ [table]: sorted(other![table]!) }).toEqual({ [table]: sorted(one![table]!) })
  }
}

function sorted(rows: unknown[]): unknown[] {
  return rows.map(row => JSON.stringify(Object.entries(row as object).toSorted(([name], [otherName]) => name < otherName ? -1 : 1))).toSorted()
}
