import type { Milestones } from '@orderbeat/shared'
import type { FastifyInstance } from 'fastify'
import type { Selectable } from 'kysely'
import type { OrdersTable } from '../src/database/tables.ts'
import type { AccessTokens } from '../src/http/access-tokens.ts'
import { Buffer } from 'node:buffer'
import { fileURLToPath } from 'node:url'
import { listOrders, refusalOf, statusInfoOf } from '@orderbeat/shared'
import Sqlite from 'better-sqlite3'
import fastJsonStringify from 'fast-json-stringify'
import { createKnownCallers } from '../src/http/known-callers.ts'

type OrderRow = Selectable<OrdersTable>

/** The same answer as ours by hand: SQL, rows and a serializer made from the same schema. The token check and the words for a status are ours. */
export function serveWritten(app: FastifyInstance, tokens: AccessTokens, url: string): void {
  const connection = new Sqlite(url.startsWith('file:///') ? fileURLToPath(url) : url.slice('file:'.length))
  const page = connection.prepare('select * from orders where customer_id = ? order by placed_at desc, id desc limit 21')
  const count = connection.prepare('select count(*) from (select 1 from orders where customer_id = ? limit 10001)').pluck()
  const serialize = fastJsonStringify(listOrders.schema.response[200] as never)
  const callers = createKnownCallers(tokens, Date.now)
  app.get(listOrders.url, (request, reply) => {
    const caller = callers.identify(request.headers.authorization)
    if (caller === null)
      return reply.code(401).send()
    const rows = page.all(caller.id) as OrderRow[]
    const last = rows.length > 20 ? rows[19]! : null
    return reply.type('application/json; charset=utf-8').send(serialize({
      orders: rows.slice(0, 20).map(answerOf),
      total: count.get(caller.id),
      nextCursor: last === null ? null : cursorOf(last),
    }))
  })
}

function cursorOf({ placed_at: value, id }: { placed_at: number, id: string }): string {
  return Buffer.from(JSON.stringify(['history', value, id])).toString('base64url')
}

function answerOf(row: OrderRow) {
  const milestones = JSON.parse(row.milestones) as Milestones
  const progress = { status: row.status, fulfilmentStatus: row.fulfilment_status, paymentStatus: row.payment_status, fulfilment: row.fulfilment, milestones }
  const reason = refusalOf(progress, 'cancelled', 'customer')
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    fulfilmentStatus: row.fulfilment_status,
    paymentStatus: row.payment_status,
    statusInfo: statusInfoOf(progress),
    version: row.version,
    fulfilment: row.fulfilment,
    customer: { id: row.customer_id, name: row.customer_name },
    items: JSON.parse(row.items) as unknown,
    currency: row.currency,
    subtotal: row.subtotal,
    discount: row.discount,
    total: row.total,
    paymentMethod: row.payment_method,
    address: row.address,
    note: row.note,
    trackingNumber: row.tracking_number,
    trackingUrl: row.tracking_url,
    estimatedDelivery: row.estimated_delivery === null ? null : new Date(row.estimated_delivery).toISOString(),
    placedAt: new Date(row.placed_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
    milestones,
    actions: [reason === null ? { action: 'cancel', allowed: true } : { action: 'cancel', allowed: false, reason }],
  }
}
