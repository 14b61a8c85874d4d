import type { StoredOrder } from '../src/database/order-rows.ts'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../src/database/open-database.ts'
import { changingColumns, placedColumns } from '../src/database/order-rows.ts'
import { prepareFigures } from '../src/figures/recount.ts'
import { placedContent } from '../src/orders/placed-content.ts'
import { benchNow, benchShop, customerAt, orderAt } from './orders.ts'
import { personAt } from './people.ts'

/** How large a shop is measured. */
export interface ShopSize { orders: number, customers: number }

/** Makes a shop of this size in `folder`, past the API, which would take an hour. Gives the database's URL. */
export async function createBenchDatabase(folder: string, size: ShopSize): Promise<string> {
  const path = join(folder, `shop-${size.orders}.db`)
  const url = `file:${path}`
  await (await openDatabase(url)).close()
  fill(path, size)
  // What the first server would do as it starts is done before anything is measured.
  const database = await openDatabase(url)
  await prepareFigures({ database, shop: benchShop })
  await database.close()
  return url
}

/** The same shop once more, for what may write to it. */
export function copyBenchDatabase(url: string, name: string): string {
  const copy = `${url.slice(0, -'.db'.length)}-${name}.db`
  copyFileSync(url.slice('file:'.length), copy.slice('file:'.length))
  return copy
}

function fill(path: string, { orders, customers }: ShopSize): void {
  const connection = new Sqlite(path)
  connection.pragma('synchronous = OFF')
  connection.transaction(() => {
    for (let index = 0; index < customers; index++) {
      const person = personAt(index)
      insert(connection, 'accounts', { ...person, role: 'customer', password_hash: '', created_at: benchNow })
      insert(connection, 'feeds', { reader: `customer:${person.id}`, revision: orders, nonce: person.id })
    }
    insert(connection, 'feeds', { reader: 'staff', revision: orders, nonce: 'staff' })
    for (let index = 0; index < orders; index++) {
      const order = orderAt(index, orders, customers)
      insert(connection, 'orders', { ...placedColumns(order, customerAt(index, customers).email), ...changingColumns(order) })
      insert(connection, 'order_events', placedEvent(order, index + 1))
    }
    connection.prepare('update change_counter set value = ?').run(orders)
    insert(connection, 'order_number_counters', { prefix: 'ONLINE', value: orders })
  })()
  connection.close()
}

/** Of each order's events only the first, so that there are as many rows as orders beside them. */
function placedEvent(order: StoredOrder, changeNumber: number) {
  const { id, customerId, customerName, placedAt } = order
  return {
    id: `event-${id}`,
    order_id: id,
    version: 1,
    change_number: changeNumber,
    type: 'order.created',
    to_status: 'pending',
    skipped: '[]',
    changed: '{}',
    actor_kind: 'customer',
    actor_id: customerId,
    actor_name: customerName,
    at: Date.parse(placedAt),
    placed: JSON.stringify(placedContent(order)),
  }
}

const statements = new WeakMap<Sqlite.Database, Map<string, Sqlite.Statement>>()

function insert(connection: Sqlite.Database, table: string, row: Record<string, unknown>): void {
  const prepared = statements.get(connection) ?? new Map<string, Sqlite.Statement>()
  statements.set(connection, prepared)
  const columns = Object.keys(row)
  const statement = prepared.get(table) ?? connection.prepare(`insert into ${table} (${columns.join()}) values (${columns.map(column => `@${column}`).join()})`)
  prepared.set(table, statement)
  statement.run(row)
}
