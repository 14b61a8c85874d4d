import type { Order } from '@orderbeat/shared'
import { decimalsOf } from '@orderbeat/shared'

const columns = {
  number: order => order.number,
  placed_at: order => order.placedAt,
  status: order => order.status,
  fulfilment_status: order => order.fulfilmentStatus,
  payment_status: order => order.paymentStatus,
  fulfilment: order => order.fulfilment,
  customer: order => order.customer.name,
  items: order => order.items.map(item => `${item.quantity} × ${item.name}`).join(', '),
  subtotal: order => decimal(order.subtotal, order.currency),
  discount: order => decimal(order.discount, order.currency),
  total: order => decimal(order.total, order.currency),
  currency: order => order.currency,
  payment_method: order => order.paymentMethod,
  address: order => order.address,
  note: order => order.note,
  tracking_number: order => order.trackingNumber,
  estimated_delivery: order => order.estimatedDelivery,
  updated_at: order => order.updatedAt,
  id: order => order.id,
} as const satisfies Record<string, (order: Order) => string | null>

/** Orders as CSV (RFC 4180), a piece for the names of the columns and one for each page. */
export async function* ordersCsv(pages: AsyncIterable<Order[]>): AsyncGenerator<string> {
  yield line(Object.keys(columns))
  for await (const orders of pages)
    yield orders.map(order => line(Object.values(columns).map(valueOf => valueOf(order) ?? ''))).join('')
}

function line(values: string[]): string {
  return `${values.map(quoted).join(',')}\r\n`
}

/**
 * A spreadsheet runs what begins like a formula, so that begins with an apostrophe here.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function quoted(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function decimal(amount: number, currency: string): string {
  const digits = decimalsOf(currency)
  return (amount / 10 ** digits).toFixed(digits)
}
