import type { Order, OrderPage } from '@orderbeat/shared'
import type { QueryClient, QueryKey } from '@tanstack/vue-query'
import type { DeviceStore } from './device-store.ts'
import { contractVersion, getOrder, listOrders, trackOrder, urlOf } from '@orderbeat/shared'
import { isOrder, isPage } from '../orders/order-shapes.ts'
import { trackingOf } from '../orders/order-tracking.ts'
import { recordOf } from '../polling/poll-book.ts'
import { keptAccount } from '../session/kept-account.ts'

/** What the API answered once, and when it last said that it is current (milliseconds). */
export interface KeptAnswer<T> { data: T, answeredAt: number }

/** `contract`: the version of the contract that it was an answer of. Those of another one are not shown. */
type Row<T> = KeptAnswer<T> & { account: string, name: string, contract: number }

/** The history as it opens: narrowed and longer ones are not kept. */
const historyUrl = urlOf(listOrders)
const historyName = 'history'

/** What is kept of single orders has their ids for names; beside it lie the history and what the shop sells. */
const isOrderRow = ({ data }: { data: unknown }): boolean => isOrder(data)

/** So many orders that were looked at are kept beside the history, the newest. */
const most = 30

/**
 * Keeps what the cache learns of a customer's orders, from now on and what it holds already, as long as the device has them
 * signed in. Never rejects: without a store there is nothing to show offline, and nothing else changes.
 * @returns ends it
 */
export function keepAnswers(queryClient: QueryClient, store: DeviceStore): () => void {
  const cache = queryClient.getQueryCache()
  for (const query of cache.getAll())
    keep(query.queryKey, query.state.data)
  return cache.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success')
      keep(event.query.queryKey, event.query.state.data)
  })

  function keep(key: QueryKey, data: unknown): void {
    const account = keptAccount()
    const name = nameOf(key, data)
    const { answeredAt, confirmedAt } = recordOf(queryClient, key)
    if (name !== null && account !== null && account.id === key[1] && answeredAt !== null)
      void store.put('answers', { account: account.id, name, contract: contractVersion, data, answeredAt: Math.max(answeredAt, confirmedAt ?? 0) } satisfies Row<unknown>).catch(() => {})
  }
}

function nameOf(key: QueryKey, data: unknown): string | null {
  if (key[0] === listOrders.schema.operationId && key[2] === historyUrl && isPage(data))
    return historyName
  return key[0] === getOrder.schema.operationId && isOrder(data) ? data.id : null
}

/** What is kept for a poll of a customer's orders, or null: for whoever gets no answer. An order is known by id and number. */
export async function recallAnswer(store: DeviceStore, key: QueryKey): Promise<KeptAnswer<unknown> | null> {
  const [operation, account, url] = key
  if (keptAccount()?.id !== account)
    return null
  const rows = (await store.all<Row<OrderPage | Order>>('answers', account as string)).filter(({ contract }) => contract === contractVersion)
  // Somebody else may have signed in meanwhile.
  if (keptAccount()?.id !== account)
    return null
  const history = rows.find(row => row.name === historyName) as Row<OrderPage> | undefined
  if (operation === listOrders.schema.operationId)
    return url === historyUrl && history !== undefined ? history : null
  const isMeant = ({ id, number }: Order): boolean => [id, number].some(orderId => url === urlOf(operation === getOrder.schema.operationId ? getOrder : trackOrder, { params: { orderId } }))
  const known = ordersIn(rows, history).find(({ data }) => isMeant(data))
  if (known === undefined)
    return null
  return operation === trackOrder.schema.operationId ? { ...known, data: trackingOf(known.data) } : known
}

/** Every order that is kept, the newest version of each first. */
function ordersIn(rows: Row<OrderPage | Order>[], history: Row<OrderPage> | undefined): KeptAnswer<Order>[] {
  const visited = rows.filter(isOrderRow) as Row<Order>[]
  const listed = history?.data.orders.map(order => ({ data: order, answeredAt: history.answeredAt })) ?? []
  return [...visited, ...listed].toSorted((one, other) => other.data.version - one.data.version)
}

/** Takes the oldest away where more orders are kept than anybody will look for. */
export async function thinAnswers(store: DeviceStore, account: string): Promise<void> {
  const rows = await store.all<Row<unknown>>('answers', account)
  const visited = rows.filter(isOrderRow).toSorted((one, other) => other.answeredAt - one.answeredAt)
  await Promise.all(visited.slice(most).map(row => store.change('answers', [account, row.name], () => null)))
}
