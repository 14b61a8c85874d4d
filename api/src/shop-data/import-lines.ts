import type { Database } from '../database/open-database.ts'
import type { Stores } from '../database/stores.ts'
import type { History } from '../orders/history-writer.ts'
import type { OrderParts } from '../orders/order-parts.ts'
import type { AccountLine, DataLine, OrderLine, ProductLine } from './line-schemas.ts'
import { isDeepStrictEqual } from 'node:util'
import { writeHistories } from '../orders/history-writer.ts'
import { ownNumberOf } from '../orders/order-number.ts'
import { orderAfter } from '../orders/order-writer.ts'
import { historyOf } from './history-of.ts'
import { fingerprintOf, orderLine } from './order-line.ts'
import { LineError } from './parse-line.ts'

export interface ImportParts extends Pick<OrderParts, 'clock' | 'newId' | 'shop'> {
  database: Pick<Database, 'stores' | 'write' | 'isUnavailable'>
  /** Of a password that nobody knows. */
  unusableHash: string
}

/** What has become of a line: it is in the shop now, was there before, or cannot be taken. */
export type Outcome = 'brought' | 'known' | LineError

export interface NumberedLine<T extends DataLine = DataLine> { number: number, line: T }

/** Under whom it is kept which orders were brought along, by their numbers. */
export const importPrincipal = 'import'

/** What is kept of an order that was brought along: up to which version it is from elsewhere, and nobody was told. */
export interface Brought { id: string, number: string, version: number }

type Taker<T extends DataLine> = (stores: Stores, parts: ImportParts, lines: readonly NumberedLine<T>[]) => Promise<Outcome[]>

/** Writes lines of one kind inside a transaction: for each, in their order, what has become of it. */
export const takers: { [T in DataLine['type']]: Taker<never> } = {
  product: (async (stores, { newId }, lines) => {
    const known = await stores.products.findSkus(lines.map(({ line }) => line.sku))
    const outcomes: Outcome[] = []
    for (const { line: { sku, name, description = '', price, available = true } } of lines) {
      const wanted = { id: known.get(sku)?.id ?? newId(), sku, name, description, price, available }
      const same = isDeepStrictEqual(known.get(sku), wanted)
      if (!same)
        known.set(sku, await stores.products.put(wanted))
      outcomes.push(same ? 'known' : 'brought')
    }
    return outcomes
  }) satisfies Taker<ProductLine>,

  account: (async (stores, { newId, clock, unusableHash }, lines) => {
    const accounts = lines.map(({ line: { email, name, role = 'customer', passwordHash = unusableHash, createdAt, disabled = false } }) => {
      const at = createdAt === undefined ? clock() : Date.parse(createdAt)
      return { id: newId(), email: email.toLowerCase(), name: name.trim(), role, passwordHash, createdAt: at, disabledAt: disabled ? at : null }
    })
    const brought = await stores.accounts.insertMany([...new Map(accounts.toReversed().map(account => [account.email, account])).values()])
    // The first line of an email is the one that counts.
    return accounts.map(({ email }) => brought.delete(email) ? 'brought' : 'known')
  }) satisfies Taker<AccountLine>,

  order: takeOrders satisfies Taker<OrderLine>,
}

async function takeOrders(stores: Stores, parts: ImportParts, lines: readonly NumberedLine<OrderLine>[]): Promise<Outcome[]> {
  const customers = await stores.accounts.findEmails(lines.map(({ line }) => line.customer.toLowerCase()))
  const products = await stores.products.findSkus(lines.flatMap(({ line }) => line.items.map(({ sku }) => sku)))
  const known = await linesThere(stores, lines)
  const histories: History[] = []
  const outcomes = lines.map(({ line }): Outcome => {
    try {
      const history = historyOf(line, { ...parts, customer: customers.get(line.customer.toLowerCase()), products, now: parts.clock() })
      const written = lineOf(history)
      const before = known.get(line.number)
      if (before !== undefined)
        return isBeginning(written, before) ? 'known' : new LineError('/number', `is of another order in this shop, or of one that went another way: ${line.number}`)
      known.set(line.number, written)
      histories.push(history)
      return 'brought'
    }
    catch (error) {
      if (error instanceof LineError)
        return error
      throw error
    }
  })
  await keep(stores, parts, histories)
  return outcomes
}

/** What has come before, for those numbers that there are: as the lines that would bring it. */
async function linesThere(stores: Stores, lines: readonly NumberedLine<OrderLine>[]): Promise<Map<string, OrderLine>> {
  const orders = await stores.orders.findNumbers(lines.map(({ line }) => line.number))
  const lives = await stores.events.listOfMany([...orders.values()].map(({ id }) => id))
  const emails = await stores.accounts.emailsOf([...new Set([...orders.values()].map(({ customerId }) => customerId))])
  return new Map([...orders].map(([number, order]) => [number, orderLine(order, lives.get(order.id)!, emails.get(order.customerId)!)]))
}

/** The same order, which may have gone on since. */
function isBeginning({ history = [], ...line }: OrderLine, { history: life = [], ...there }: OrderLine): boolean {
  return isDeepStrictEqual({ ...line, history }, { ...there, history: life.slice(0, history.length) })
}

function lineOf({ changes, customerEmail }: History): OrderLine {
  return orderLine(changes.at(-1)!.after, changes, customerEmail)
}

async function keep(stores: Stores, parts: ImportParts, histories: readonly History[]): Promise<void> {
  const orders = histories.map(history => ({ ...orderAfter(history.changes.at(-1)!), fingerprint: fingerprintOf(lineOf(history)) }))
  await stores.idempotency.keepMany(orders.map(({ id, number, version, fingerprint }) =>
    ({ principal: importPrincipal, key: number, fingerprint, answer: JSON.stringify({ id, number, version } satisfies Brought) })), parts.clock())
  const own = orders.map(({ number }) => ownNumberOf(number)).filter(found => found !== null)
  for (const { prefix, value } of own.toSorted((one, other) => other.value - one.value).slice(0, 1))
    await stores.changes.raiseOrderNumber(prefix, value)
  await writeHistories(stores, parts, histories)
}
