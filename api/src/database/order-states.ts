import type { Fulfilment, FulfilmentStatus, OrderStatus, PaymentStatus } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'
import { sql } from 'kysely'

interface State { status: OrderStatus, fulfilmentStatus: FulfilmentStatus, paymentStatus: PaymentStatus, fulfilment: Fulfilment }

/** What staff narrow by states; several values of one are any of them. */
export interface StateFilter { status?: OrderStatus[], fulfilmentStatus?: FulfilmentStatus[], paymentStatus?: PaymentStatus[], fulfilment?: Fulfilment }

/** All that an order is at, as one text. */
export function stateOf({ status, fulfilmentStatus, paymentStatus, fulfilment }: State): string {
  return [status, fulfilmentStatus, paymentStatus, fulfilment].join(' ')
}

/**
 * The states that orders are in and that a filter lets through; null when it lets all through. Each state costs one look into
 * an index, and there are few dozens, however many orders.
 * @see https://wiki.postgresql.org/wiki/Loose_indexscan
 */
export async function statesOf(db: Kysely<Tables>, { status, fulfilmentStatus, paymentStatus, fulfilment }: StateFilter): Promise<string[] | null> {
  const wanted = [status, fulfilmentStatus, paymentStatus, fulfilment && [fulfilment]]
  if (wanted.every(values => values === undefined))
    return null
  const { rows } = await sql<{ state: string }>`
    with recursive met (state) as (
      select min(state) from orders
      union all
      select (select min(orders.state) from orders where orders.state > met.state) from met where met.state is not null)
    select state from met where state is not null`.execute(db)
  return rows.map(({ state }) => state).filter((state) => {
    const values = state.split(' ')
    return wanted.every((ones, index) => ones === undefined || (ones as string[]).includes(values[index]!))
  })
}
