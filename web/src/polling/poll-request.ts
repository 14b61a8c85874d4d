import type { Endpoint, Input, Output } from '@orderbeat/shared'
import type { QueryClient, QueryKey } from '@tanstack/vue-query'
import type { Client } from '../api/client.ts'
import { urlOf } from '@orderbeat/shared'
import { ConnectionError } from '../api/client.ts'
import { noteAnswer, noteFailure, recordOf } from './poll-book.ts'

/** The name of a resource in the cache: what it is, whose it is, and its URL. */
export function pollKey(endpoint: Endpoint, accountId: string | null, input: { params?: unknown, query?: unknown }): QueryKey {
  return [endpoint.schema.operationId, accountId, urlOf(endpoint, input)]
}

export interface PollRequest<E extends Endpoint> {
  client: Client
  queryClient: QueryClient
  key: QueryKey
  endpoint: E
  input: Input<E>
}

/** Asks once, conditionally when something is held. A 304 gives the very object that is held, so nothing re-renders. */
export async function askAgain<E extends Endpoint>(request: PollRequest<E>, signal: AbortSignal): Promise<Output<E>> {
  const { client, queryClient, key, endpoint, input } = request
  const record = recordOf(queryClient, key)
  const held = () => queryClient.getQueryData<Output<E>>(key)
  record.askedAt = Date.now()
  try {
    // Without the body a tag is worth nothing: its 304 would leave us empty-handed.
    const ifNoneMatch = held() === undefined ? undefined : record.tag ?? undefined
    const answer = await client.ask(endpoint, input, { signal, ifNoneMatch })
    const data = answer.status === 304 ? held() : answer.body
    if (data === undefined)
      throw new ConnectionError('An answer without a body')
    noteAnswer(record, answer, Date.now())
    return data
  }
  catch (error) {
    // Who gives a request up knows why; that says nothing about the connection.
    if (!signal.aborted)
      noteFailure(record, error as Error, Date.now())
    throw error
  }
}
