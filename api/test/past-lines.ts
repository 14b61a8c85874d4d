import type { AccountLine, HistoryEntry, OrderLine, ProductLine } from '../src/shop-data/line-schemas.ts'
import { customerAt, orderAt, scatter } from '../bench/orders.ts'
import { personAt } from '../bench/people.ts'

const minute = 60_000
const staff = { kind: 'staff', id: 'till-7', name: 'Tilda' } as const

/** The past of a shop as another system would bring it along: the same in every run, orders of many lives. */
export function* pastLines({ orders, customers }: { orders: number, customers: number }): Generator<ProductLine | AccountLine | OrderLine> {
  yield { type: 'product', sku: 'SKU-0', name: 'Rye bread', price: 690 }
  for (let index = 0; index < customers; index++)
    yield { type: 'account', email: personAt(index).email, name: personAt(index).name }
  for (let index = 0; index < orders; index++)
    yield pastOrder(index, orders, customers)
}

/** The nth of so many orders; every seventh with a discount, every eleventh with a move that was taken back. */
export function pastOrder(index: number, count: number, customers: number): OrderLine {
  const { fulfilment, paymentMethod, items, address, placedAt, milestones, trackingNumber } = orderAt(index, count, customers)
  const moves = Object.entries(milestones).slice(1).map(([status, at]): HistoryEntry => ({
    at,
    by: staff,
    status: status as NonNullable<HistoryEntry['status']>,
    ...(status === 'shipped' ? { trackingNumber } : {}),
  }))
  const first = new Date(Date.parse(placedAt) + 1).toISOString()
  const extras: HistoryEntry[] = [
    ...(index % 7 === 0 ? [{ at: placedAt, by: staff, discount: { amount: 100 + scatter(index, 40) % 90, reason: 'Regular' }, comment: 'As always.' }] : []),
    ...(index % 11 === 0 ? [{ at: placedAt, by: staff, status: 'processing' as const }, { at: first, by: staff, takenBack: true as const }] : []),
  ]
  return {
    type: 'order',
    number: `OLD-${index + 1}`,
    customer: customerAt(index, customers).email,
    placedAt: new Date(Date.parse(placedAt) - minute).toISOString(),
    fulfilment,
    paymentMethod,
    items: items.map(({ sku, name, quantity, unitPrice }) => ({ sku, name, quantity, unitPrice })),
    address,
    history: [...extras, ...moves],
  }
}

/** Lines as a file has them, in pieces that end anywhere. */
export async function* inPieces(lines: Iterable<unknown>, size = 10_000): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let held = ''
  for (const line of lines) {
    held += `${typeof line === 'string' ? line : JSON.stringify(line)}\n`
    if (held.length >= size) {
      yield encoder.encode(held)
      held = ''
    }
  }
  yield encoder.encode(held)
}
