import type { Endpoint, Input, Order, OrderStatus, Output } from '@orderbeat/shared'
import { listProducts, logIn, placeOrder, undoOrder, updateStaffOrder, urlOf } from '@orderbeat/shared'

/** Somebody who works with the shop from elsewhere, by its API. */
export interface ShopHands {
  place: () => Promise<Order>
  /** Moves an order through `statuses`, as staff. */
  move: (order: Order, ...statuses: OrderStatus[]) => Promise<Order>
  undo: (order: Order) => Promise<Order>
}

/** A customer and a member of staff at another place. */
export async function shopHands(origin: string, customer = 'ana@example.com', staff = 'ada@example.com'): Promise<ShopHands> {
  const [buys, works] = await Promise.all([callerOf(origin, customer), callerOf(origin, staff)])
  const { products: [product] } = await buys(listProducts, {})

  return {
    place: () => buys(placeOrder, { body: { items: [{ productId: product!.id, quantity: 1 }], fulfilment: 'delivery', paymentMethod: 'card', address: 'Lindenstraße 4, Berlin' } }),
    async move(order, ...statuses) {
      let moved = order
      for (const status of statuses)
        moved = await works(updateStaffOrder, { params: { orderId: order.id }, body: { status } })
      return moved
    },
    undo: order => works(undoOrder, { params: { orderId: order.id }, headers: { 'if-match': `"${order.version}"` } }),
  }
}

async function callerOf(origin: string, email: string) {
  const send = async <E extends Endpoint>(endpoint: E, input: Input<E>, token?: string): Promise<Output<E>> => {
    const answer = await fetch(origin + urlOf(endpoint, input), {
      method: endpoint.method,
      headers: { ...input.headers as Record<string, string>, ...(input.body && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) },
      ...(input.body && { body: JSON.stringify(input.body) }),
    })
    if (!answer.ok)
      throw new Error(`${endpoint.schema.operationId}: ${answer.status} ${await answer.text()}`)
    return await answer.json() as Output<E>
  }
  const { accessToken } = await send(logIn, { body: { email, password: 'orderbeat-demo' } })
  return <E extends Endpoint>(endpoint: E, input: Input<E>) => send(endpoint, input, accessToken)
}
