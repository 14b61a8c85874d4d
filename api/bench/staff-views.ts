import { getStaffStats, listStaffOrders, urlOf } from '@orderbeat/shared'
import { benchNow, customerAt, orderAt } from './orders.ts'

const month = { from: '2026-03-01', to: '2026-03-31' }
const today = new Date(benchNow).toISOString().slice(0, 10)

/** What staff look at in a shop of this size, as URLs by what they are: every sort, filter and search, some together, and the figures. */
export function staffViews(orders: number, customers: number): Record<string, string> {
  const index = firstSent(Math.floor(orders / 2), orders, customers)
  const order = orderAt(index, orders, customers)
  const lists = {
    'first page': {},
    'oldest first': { sort: 'placedAt' },
    'latest changes first': { sort: '-updatedAt' },
    'highest totals first': { sort: '-total' },
    'by status': { status: 'processing' },
    'by several states': { status: 'pending,confirmed,processing', fulfilment: 'delivery' },
    'by fulfilment status': { fulfilmentStatus: 'cancelled' },
    'by payment status': { paymentStatus: 'unpaid' },
    'by delivery or pickup': { fulfilment: 'pickup' },
    'by customer': { customerId: order.customerId },
    'by date range': month,
    'by date range, latest changes first': { ...month, sort: '-updatedAt' },
    'by date range, highest totals first': { ...month, sort: '-total' },
    'of a year, latest changes first': { from: '2025-01-01', to: '2025-12-31', sort: '-updatedAt' },
    'of a year, highest totals first': { from: '2025-01-01', to: '2025-12-31', sort: '-total' },
    'delivered and not paid': { fulfilmentStatus: 'delivered', paymentStatus: 'unpaid' },
    'search, order number': { q: order.number },
    'search, name': { q: order.customerName },
    'search, e-mail': { q: customerAt(index, customers).email },
    'search, tracking number': { q: order.trackingNumber! },
    'search, a common name': { q: 'ana' },
    'search, a common name among the delivered, highest totals first': { q: 'ana', status: 'delivered', sort: '-total' },
    'search, one letter': { q: 'b' },
    'search, a long word that all share': { q: 'example' },
    'search, nothing found': { q: 'nobody' },
  } as const
  return {
    ...Object.fromEntries(Object.entries(lists).map(([name, query]) => [name, urlOf(listStaffOrders, { query })])),
    // As they open, on the day on which the orders end.
    'figures of 30 days': urlOf(getStaffStats, { query: { from: '2026-10-22', to: today } }),
    'figures of 3 years': urlOf(getStaffStats, { query: { from: '2023-11-21', to: today } }),
  }
}

/** The first order from `index` on that has a tracking number. */
function firstSent(index: number, orders: number, customers: number): number {
  return orderAt(index, orders, customers).trackingNumber === null ? firstSent(index + 1, orders, customers) : index
}
