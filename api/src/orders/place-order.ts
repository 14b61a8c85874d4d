import type { Order, OrderItem, PlaceOrderBody } from '@orderbeat/shared'
import type { StoredOrder } from '../database/order-rows.ts'
import type { StoredProduct } from '../database/product-store.ts'
import type { Stores } from '../database/stores.ts'
import type { IdempotentRequest, Once } from './idempotency.ts'
import type { OrderParts } from './order-parts.ts'
import { eventTypeOf, lineTotal, orderSums, placed } from '@orderbeat/shared'
import { InvalidRequestError } from '../domain-error.ts'
import { once } from './idempotency.ts'
import { ProductUnavailableError } from './order-errors.ts'
import { orderNumber, ownPrefix } from './order-number.ts'
import { customerView } from './order-views.ts'
import { writeOrder } from './order-writer.ts'

/**
 * Places an order for a customer at the shop's prices of this moment.
 * Throws InvalidRequestError (unknown product, no address to deliver to) and ProductUnavailableError; then nothing is stored.
 */
export async function placeOrder(parts: OrderParts, customerId: string, body: PlaceOrderBody, request: IdempotentRequest | null): Promise<Once<Order>> {
  const now = parts.clock()
  const placing = await parts.database.write(stores => once(stores, request, 'forever', now, async () => {
    const customer = await stores.accounts.find(customerId)
    if (customer === null)
      throw new InvalidRequestError([{ path: '', message: 'comes from an account that does not exist any more' }])
    const order = await draft(parts, stores, customer, body, new Date(now).toISOString())
    const written = await writeOrder(stores, parts, {
      before: null,
      after: order,
      type: eventTypeOf('pending'),
      from: null,
      to: 'pending',
      skipped: [],
      changed: {},
      comment: null,
      customerComment: null,
      actor: { kind: customer.role, id: customer.id, name: customer.name },
      at: order.placedAt,
      customerEmail: customer.email,
    })
    return customerView(written.order)
  }))
  if (!placing.replayed)
    parts.log.info({ account: customerId, order: placing.answer.number, items: placing.answer.items.length, notifications: 1 }, 'order placed')
  return placing
}

async function draft(parts: OrderParts, stores: Stores, customer: { id: string, name: string }, body: PlaceOrderBody, at: string): Promise<StoredOrder> {
  const address = body.address?.trim() ? body.address.trim() : null
  if (body.fulfilment === 'delivery' && address === null)
    throw new InvalidRequestError([{ path: '/address', message: 'is wanted for delivery' }])
  const items = itemsOf(body, await stores.products.findMany(body.items.map(item => item.productId)))
  // First in line for the change, then the number: who held the number while others change orders would keep every customer waiting.
  await stores.changes.hold()
  const number = await stores.changes.nextOrderNumber(ownPrefix)
  return {
    ...placed(body.fulfilment, at),
    ...orderSums(items, 0),
    id: parts.newId(),
    number: orderNumber(ownPrefix, number),
    customerId: customer.id,
    customerName: customer.name,
    version: 0,
    items,
    currency: parts.shop.currency,
    paymentMethod: body.paymentMethod,
    address,
    note: body.note?.trim() ? body.note.trim() : null,
    trackingNumber: null,
    trackingUrl: null,
    estimatedDelivery: null,
    placedAt: at,
    updatedAt: at,
    undoableFrom: null,
  }
}

/** Lines with the shop's names and prices. The same product twice becomes one line. */
function itemsOf(body: PlaceOrderBody, products: StoredProduct[]): OrderItem[] {
  const found = new Map(products.map(product => [product.id, product]))
  const where = (wrong: (product: StoredProduct | undefined) => boolean, message: string) => body.items
    .flatMap((item, index) => wrong(found.get(item.productId)) ? [{ path: `/items/${index}/productId`, message }] : [])
  const unknown = where(product => product === undefined, 'is no product of this shop')
  if (unknown.length > 0)
    throw new InvalidRequestError(unknown)
  const unavailable = where(product => !product!.available, 'cannot be ordered at the moment')
  if (unavailable.length > 0)
    throw new ProductUnavailableError(unavailable)
  const quantities = Map.groupBy(body.items, item => item.productId)
  return [...quantities].map(([productId, lines]) => {
    const { sku, name, price: unitPrice } = found.get(productId)!
    const quantity = lines.reduce((sum, line) => sum + line.quantity, 0)
    return { productId, sku, name, quantity, unitPrice, total: lineTotal({ quantity, unitPrice }) }
  })
}
