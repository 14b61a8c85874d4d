import type { StoredOrder } from '../database/order-rows.ts'
import type { Stores } from '../database/stores.ts'
import type { AccountLine, DataLine, OrderLine, ProductLine } from './line-schemas.ts'
import { orderLine } from './order-line.ts'

export interface ExportOptions {
  /** With them people can sign in where the lines are imported; whoever gets the file can try to guess them. */
  withPasswordHashes?: boolean
  /** Told of the orders so far. */
  tell?: (orders: number) => void
}

/** So many are read at a time. */
const page = 500

/** A shop as lines: products, accounts, then orders with their lives, in the order of placing. */
export async function* exportLines(stores: Stores, options: ExportOptions = {}): AsyncGenerator<DataLine> {
  for (const { sku, name, description, price, available } of await stores.products.list())
    yield { type: 'product', sku, name, description, price, available } satisfies ProductLine
  for (let after = ''; ;) {
    const accounts = await stores.accounts.listAll(after, page)
    for (const { email, name, role, createdAt, disabledAt, passwordHash } of accounts) {
      yield {
        type: 'account',
        email,
        name,
        role,
        createdAt: new Date(createdAt).toISOString(),
        disabled: disabledAt !== null,
        ...(options.withPasswordHashes === true ? { passwordHash } : {}),
      } satisfies AccountLine
    }
    if (accounts.length < page)
      break
    after = accounts.at(-1)!.id
  }
  yield* orders(stores, options)
}

async function* orders(stores: Stores, { tell }: ExportOptions): AsyncGenerator<OrderLine> {
  let last: StoredOrder | undefined
  for (let told = 0; ;) {
    const found: StoredOrder[] = await stores.orders.listPlaced(last === undefined ? null : { value: Date.parse(last.placedAt), id: last.id }, page)
    const lives = await stores.events.listOfMany(found.map(({ id }) => id))
    const emails = await stores.accounts.emailsOf([...new Set(found.map(({ customerId }) => customerId))])
    for (const order of found)
      yield orderLine(order, lives.get(order.id)!, emails.get(order.customerId)!)
    tell?.(told += found.length)
    if (found.length < page)
      return
    last = found.at(-1)!
  }
}
