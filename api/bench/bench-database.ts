import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../src/database/open-database.ts'
import { changingColumns, placedColumns } from '../src/database/order-rows.ts'
import { benchNow, orderAt } from './orders.ts'
import { personAt } from './people.ts'

/** How large a shop is measured. */
export interface ShopSize { orders: number, customers: number }

/** Makes a shop of this size in `folder`, past the API, which would take an hour. Gives the database's URL. */
export async function createBenchDatabase(folder: string, { orders, customers }: ShopSize): Promise<string> {
  const path = join(folder, `shop-${orders}.db`)
  const database = await openDatabase(`file:${path}`)
  await database.close()
  const connection = new Sqlite(path)
  connection.pragma('synchronous = OFF')
  connection.transaction(() => {
    for (let index = 0; index < customers; index++)
      insert(connection, 'accounts', { ...personAt(index), role: 'customer', password_hash: '', created_at: benchNow })
    for (let index = 0; index < customers; index++)
      insert(connection, 'feeds', { reader: `customer:${personAt(index).id}`, revision: index + 1, nonce: personAt(index).id })
    insert(connection, 'feeds', { reader: 'staff', revision: customers + 1, nonce: 'staff' })
    for (let index = 0; index < orders; index++) {
      const order = orderAt(index, orders, customers)
      insert(connection, 'orders', { ...placedColumns(order, `${order.customerName.replace(' ', '.')}@mail.example`), ...changingColumns(order) })
    }
    connection.prepare('update change_counter set value = ?').run(customers + 1)
    insert(connection, 'order_number_counters', { prefix: 'ONLINE', value: orders })
  })()
  connection.exec('analyze')
  connection.close()
  return `file:${path}`
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
