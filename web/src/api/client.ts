import type { Endpoint, Input, Output } from '@orderbeat/shared'
import type { InjectionKey } from 'vue'
import type { Answer } from './exchange.ts'
import { inject } from 'vue'
import { ConnectionError } from './api-error.ts'
import { withDeadline } from './deadline.ts'
import { readAnswer, requestOf } from './exchange.ts'

export { ApiError, ConnectionError } from './api-error.ts'
export type { Answer } from './exchange.ts'

export interface CallOptions {
  /** Gives the request up. It is given up after `patience` anyway. */
  signal?: AbortSignal | undefined
  /** Milliseconds that the answer may take; 10 s where nothing is said. */
  patience?: number | undefined
}

export interface AskOptions extends CallOptions {
  /** The tag of what the caller holds: the answer may then be "not modified", without a body. */
  ifNoneMatch?: string | undefined
}

/** The way to the API: typed by the endpoint, signed in as the session is. */
export interface Client {
  call: <E extends Endpoint>(endpoint: E, input?: Input<E>, options?: CallOptions) => Promise<Output<E>>
  /** As `call`, with what else the answer says: its tag and when to ask again. */
  ask: <E extends Endpoint>(endpoint: E, input?: Input<E>, options?: AskOptions) => Promise<Answer<Output<E>>>
}

export interface ClientParts {
  fetch: typeof fetch
  tokens: {
    read: () => string | null
    /** The account that the token is of. */
    owner: () => string | null
    /** Gets another access token; false when there is none for this session. Rejects when that cannot be known now. */
    renew: () => Promise<boolean>
  }
}

/**
 * A client on `fetch`. A 401 renews the token once and repeats the request once, for the account that asked: what one asks
 * for is never asked in the name of another. When the renewal fails, its error is the request's.
 */
export function createClient({ fetch, tokens }: ClientParts): Client {
  async function send<E extends Endpoint>(endpoint: E, input: Input<E> | undefined, options: AskOptions) {
    const token = isOpen(endpoint) ? null : tokens.read()
    const owner = tokens.owner()
    const { url, init } = requestOf(endpoint, input, { token, ifNoneMatch: options.ifNoneMatch })
    const answer = await withDeadline(async (signal) => {
      const response = await reach(fetch, url, { ...init, signal })
      return readAnswer<Output<E>>(response)
    }, options.signal, options.patience)
    return { answer, token, owner }
  }

  /** Somebody who goes on without a token gets one first. For them: not for whoever may be signed in by then. */
  async function getToken(): Promise<void> {
    const owner = tokens.owner()
    if (owner === null || tokens.read() !== null)
      return
    await tokens.renew()
    if (tokens.owner() !== owner)
      throw new ConnectionError('The session has ended')
  }

  async function ask<E extends Endpoint>(endpoint: E, input?: Input<E>, options: AskOptions = {}): Promise<Answer<Output<E>>> {
    if (!isOpen(endpoint))
      await getToken()
    const first = await send(endpoint, input, options)
    const refused = first.answer.status === 401 && !isOpen(endpoint)
    const renewed = refused && (tokens.read() !== first.token || await tokens.renew())
    const { answer } = renewed && tokens.owner() === first.owner ? await send(endpoint, input, options) : first
    if (answer.problem)
      throw answer.problem
    return answer
  }

  return { ask, call: async (endpoint, input, options) => (await ask(endpoint, input, options)).body as never }
}

/** Needs no token: the sign-in routes answer 401 for reasons of their own. */
function isOpen(endpoint: Endpoint): boolean {
  return endpoint.config.access === 'anyone' || endpoint.config.access === 'cookie'
}

async function reach(fetch: ClientParts['fetch'], url: string, init: RequestInit & { signal: AbortSignal }): Promise<Response> {
  try {
    return await fetch(url, init)
  }
  catch (error) {
    if (init.signal.aborted)
      throw error
    throw new ConnectionError('The shop cannot be reached', { cause: error })
  }
}

export const clientKey: InjectionKey<Client> = Symbol('client')

/** The client of this app. */
export function useClient(): Client {
  const client = inject(clientKey)
  if (!client)
    throw new Error('Provide a client under clientKey first')
  return client
}
