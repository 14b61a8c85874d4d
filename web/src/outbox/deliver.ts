import type { Order } from '@orderbeat/shared'
import type { QueryClient } from '@tanstack/vue-query'
import type { Client } from '../api/client.ts'
import type { Act, OutboxEntry } from './outbox-entry.ts'
import { cancelOrder, placeOrder } from '@orderbeat/shared'
import { ApiError, ConnectionError } from '../api/client.ts'
import { ownAction } from '../notifications/own-actions.ts'
import { learnOrder } from '../orders/order-cache.ts'
import { addToHistory, readOrdersAgain } from '../orders/own-change.ts'

/** Sends an act once, and teaches what is shown what came of it. Rejects as the client does. */
export async function deliver(client: Client, queryClient: QueryClient, { act, key }: Pick<OutboxEntry, 'act' | 'key'>): Promise<Order> {
  // Before the answer: a poll may bring the notification sooner.
  const takeBack = act.kind === 'cancel' ? ownAction(act.orderId, 'order.cancelled') : () => {}
  try {
    const order = await send(client, act, key)
    if (act.kind === 'place')
      addToHistory(queryClient, order)
    else
      learnOrder(queryClient, order)
    readOrdersAgain(queryClient)
    return order
  }
  catch (error) {
    takeBack()
    // A refusal says that the shop's orders are not what is shown.
    if (error instanceof ApiError)
      readOrdersAgain(queryClient)
    throw error
  }
}

function send(client: Client, act: Act, key: string): Promise<Order> {
  const headers = { 'idempotency-key': key }
  if (act.kind === 'place')
    return client.call(placeOrder, { body: act.body, headers })
  return client.call(cancelOrder, { params: { orderId: act.orderId }, body: act.reason ? { reason: act.reason } : {}, headers })
}

/** Answers after which the same request may well succeed later. */
const passing = new Set([401, 408, 429])

/**
 * Problems after which it may as well. An address that is not there any more is that of another contract: what was done
 * waits for the app that speaks it.
 */
const passingCodes = new Set(['idempotency-in-flight', 'not-found'])

/** Whether an act that failed like this goes on waiting. Anything else is the shop's last word on it. */
export function willPass(error: unknown): boolean {
  if (error instanceof ApiError)
    return error.status >= 500 || passing.has(error.status) || passingCodes.has(error.code)
  return error instanceof ConnectionError
}

/** Whether the shop said that it has done nothing. */
export function wasTurnedAway(error: unknown): boolean {
  return error instanceof ApiError && (passing.has(error.status) || error.status === 503 || error.code === 'not-found')
}
