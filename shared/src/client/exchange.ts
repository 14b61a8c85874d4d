import type { Problem } from '../contract/problem.ts'
import type { ClientWorld } from './client-world.ts'
import { OrderbeatError, UnreachableError } from './client-errors.ts'

/** How long a request may take, in milliseconds. */
const patience = 10_000

/** Sends a request once and gives the body of its answer. Throws OrderbeatError, UnreachableError, or the signal's reason. */
export async function exchange(world: Pick<ClientWorld, 'fetch' | 'now'>, url: URL, request: RequestInit, signal?: AbortSignal): Promise<unknown> {
  signal?.throwIfAborted()
  const over = new AbortController()
  const leave = (): void => over.abort(signal?.reason)
  const timer = setTimeout(() => over.abort(new UnreachableError(`No answer within ${patience / 1000} s`)), patience)
  signal?.addEventListener('abort', leave)
  try {
    return await read(await world.fetch(url, { ...request, signal: over.signal }), world.now())
  }
  catch (error) {
    if (over.signal.aborted)
      throw over.signal.reason
    if (error instanceof OrderbeatError || error instanceof UnreachableError)
      throw error
    throw new UnreachableError(`${url.origin} cannot be reached`, { cause: error })
  }
  finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', leave)
  }
}

/** Whatever is no JSON, or is a refusal without being a problem, comes from somebody else. */
async function read(response: Response, now: number): Promise<unknown> {
  if (response.status === 204)
    return undefined
  const type = response.headers.get('content-type') ?? ''
  const retryAfter = secondsUntil(response.headers.get('retry-after'), now)
  if (!(response.ok ? /^application\/(?:[\w.-]+\+)?json\b/ : /^application\/problem\+json\b/).test(type))
    throw new UnreachableError(`An answer with status ${response.status} that is not Orderbeat's`, { retryAfter })
  const body: unknown = await response.json()
  if (!response.ok)
    throw new OrderbeatError(body as Problem, retryAfter)
  return body
}

const day = 24 * 60 * 60

/** `Retry-After` in seconds; it may also name an instant (RFC 9110 §10.2.3). Null for anything else. A day is the most: timers overflow. */
function secondsUntil(header: string | null, now: number): number | null {
  if (header === null)
    return null
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000)
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, seconds), day)
}
