import type { Endpoint, Input, Output } from '../contract/endpoint.ts'
import type { idempotencyHeader } from '../contract/orders.ts'
import type { ClientWorld } from './client-world.ts'
import { urlOf } from '../contract/endpoint.ts'
import { willPass } from './client-errors.ts'
import { worldOf } from './client-world.ts'
import { exchange } from './exchange.ts'

export interface CallerParts extends Partial<ClientWorld> {
  /** Where the shop is: `https://orders.example.com`. */
  origin: string
  /** A machine key or an access token; without one only what anyone may call. */
  bearer?: string
}

export interface CallOptions {
  /** Gives the call up: it rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** So often at most it is sent, where sending twice does no harm. */
  attempts?: number
}

/** Calls an endpoint of the contract and gives its body. Throws OrderbeatError or UnreachableError. */
export type Caller = <E extends Endpoint>(endpoint: E, input?: Input<E>, options?: CallOptions) => Promise<Output<E>>

const usualAttempts = 5

/** Whoever is told to wait longer than this decides for themselves: milliseconds. */
const longestWait = 60_000

/**
 * A way to the API. Where that is safe, a call without an answer, or with one that says "later", is sent again: after
 * `Retry-After`, else after 1, 2, 4, 8 s, less a random part. A write keeps its `Idempotency-Key` meanwhile, so it acts once.
 */
export function createCaller({ origin, bearer, ...given }: CallerParts): Caller {
  const world = worldOf(given)
  return async (endpoint, input, { signal, attempts = usualAttempts } = {}) => {
    const url = new URL(urlOf(endpoint, input), origin)
    const request = requestOf(endpoint, input, bearer)
    const most = mayRepeat(request) ? attempts : 1
    for (let attempt = 1; ; attempt++) {
      try {
        return await exchange(world, url, request, signal) as never
      }
      catch (error) {
        const wait = attempt < most ? waitAfter(error, attempt, world.random()) : null
        if (wait === null)
          throw error
        await world.pause(wait, signal)
      }
    }
  }
}

const keyHeader: keyof typeof idempotencyHeader = 'idempotency-key'

type Request = RequestInit & { method: Endpoint['method'], headers: Headers }

function requestOf(endpoint: Endpoint, input: { headers?: unknown, body?: unknown } | undefined, bearer: string | undefined): Request {
  const headers = new Headers(Object.entries((input?.headers ?? {}) as Record<string, string>))
  if (bearer !== undefined)
    headers.set('authorization', `Bearer ${bearer}`)
  const known = (endpoint.schema.headers as { properties?: object } | undefined)?.properties ?? {}
  if (keyHeader in known && !headers.has(keyHeader))
    headers.set(keyHeader, newKey())
  if (input?.body === undefined)
    return { method: endpoint.method, headers }
  headers.set('content-type', 'application/json')
  return { method: endpoint.method, headers, body: JSON.stringify(input.body) }
}

/** Random, also on pages that were not served over https, where `randomUUID` is missing. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
function mayRepeat({ method, headers }: Request): boolean {
  return method === 'GET' || method === 'PUT' || method === 'DELETE' || headers.has(keyHeader)
}

function waitAfter(error: unknown, attempt: number, random: number): number | null {
  if (!willPass(error))
    return null
  const wait = error.retryAfter === null ? 2 ** (attempt - 1) * 1000 * (1 - random / 2) : error.retryAfter * 1000
  return wait > longestWait ? null : wait
}
