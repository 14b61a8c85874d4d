import type { Endpoint, Input, Output } from '@orderbeat/shared'
import type { QueryClient, QueryKey } from '@tanstack/vue-query'
import type { Client } from '../api/client.ts'
import type { PollWorld } from './poll-world.ts'
import { urlOf } from '@orderbeat/shared'
import { hashKey } from '@tanstack/vue-query'
import { ConnectionError } from '../api/client.ts'
import { withDeadline } from '../api/deadline.ts'
import { askInTurn } from './ask-in-turn.ts'
import { recordOf } from './poll-book.ts'
import { usualBeat } from './poll-interval.ts'
import { logRequest } from './poll-log.ts'
import { recallInto } from './poll-memory.ts'
import { noteAnswer, noteAsked, noteFailure } from './poll-notes.ts'
import { tellAnswer, tellFailure } from './tab-news.ts'

/** How long somebody waits for the first answer before they see what is kept of an earlier one, in milliseconds. */
const patience = 3000

/** How long the device may take to read what it has kept, in milliseconds. */
const recallPatience = 1000

/** The name of a resource in the cache: what it is, whose it is, and its URL. */
export function pollKey(endpoint: Endpoint, accountId: string | null, input: { params?: unknown, query?: unknown }): QueryKey {
  return [endpoint.schema.operationId, accountId, urlOf(endpoint, input)]
}

export interface PollRequest<E extends Endpoint> {
  client: Client
  queryClient: QueryClient
  world: PollWorld
  key: QueryKey
  endpoint: E
  input: Input<E>
}

/**
 * Asks once, conditionally when something is held. A 304 gives the very object that is held, so nothing re-renders.
 * Of several tabs one asks for all, unless nothing is held yet or the answer must be of now. Given up, it is as if it
 * had not been asked.
 */
export async function askAgain<E extends Endpoint>(request: PollRequest<E>, signal: AbortSignal): Promise<Output<E>> {
  const { queryClient, world: { tabs }, key } = request
  const record = recordOf(queryClient, key)
  const turn = ++record.turn
  record.asking = true
  const { askedAt: before, wanted } = record
  record.wanted = false
  signal.addEventListener('abort', () => record.wanted ||= wanted, { once: true })
  const held = () => queryClient.getQueryData<Output<E>>(key)
  const known = (): Output<E> | undefined => {
    if (record.askedAt === before)
      return undefined
    if (record.error !== null)
      throw record.error
    return held()
  }
  try {
    if (tabs === null || record.tag === null || held() === undefined)
      return await askNow(request, signal, turn)
    record.waiting = true
    return await askInTurn(tabs, `orderbeat ${hashKey(key)}`, signal, known, () => askNow(request, signal, turn))
  }
  finally {
    if (record.turn === turn)
      Object.assign(record, { asking: false, waiting: false })
  }
}

async function askNow<E extends Endpoint>({ client, queryClient, world, key, endpoint, input }: PollRequest<E>, signal: AbortSignal, turn: number): Promise<Output<E>> {
  const record = recordOf(queryClient, key)
  const held = () => queryClient.getQueryData<Output<E>>(key)
  const askedAt = world.now()
  // Something newer has been asked for meanwhile: what it brings must not be overwritten.
  const overtaken = (): boolean => record.turn !== turn || record.askedAt !== askedAt
  record.waiting = false
  const recall = (): Promise<void> => recallInto(queryClient, world, key)
  const recalling = held() === undefined && world.recall !== undefined ? setTimeout(() => void recall(), patience) : undefined
  signal.addEventListener('abort', noteAsked(record, askedAt), { once: true })
  try {
    // Without the body a tag is worth nothing: its 304 would leave us empty-handed.
    const ifNoneMatch = held() === undefined ? undefined : record.tag ?? undefined
    const answering = client.ask(endpoint, input, { signal, ifNoneMatch })
    logRequest(key, answering)
    const answer = await answering
    const data = answer.status === 304 ? held() : answer.body
    if (data === undefined)
      throw new ConnectionError('An answer without a body')
    if (overtaken())
      return held() ?? data
    noteAnswer(record, answer, world.now())
    tellAnswer(world, key, askedAt, answer)
    return data
  }
  catch (error) {
    // Who gives a request up knows why; that says nothing about the connection.
    if (!signal.aborted && !overtaken()) {
      const jitter = world.random() * usualBeat(endpoint.config.poll ?? 'history') / 10
      noteFailure(record, error as Error, world.now(), jitter)
      tellFailure(world, key, askedAt, error as Error, jitter)
      // A device that never gives what it has kept must not hold up the polls to come.
      if (error instanceof ConnectionError)
        await withDeadline(recall, signal, recallPatience).catch(() => {})
    }
    throw error
  }
  finally {
    clearTimeout(recalling)
  }
}
