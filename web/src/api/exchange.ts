import type { Endpoint, Input, Problem } from '@orderbeat/shared'
import { csrfHeader, urlOf } from '@orderbeat/shared'
import { ApiError, ConnectionError } from './api-error.ts'

/** What the API said. `body` is undefined on 204 and on 304: what the caller holds is current. */
export interface Answer<T> {
  status: number
  body: T | undefined
  tag: string | null
  /** Seconds until it wants to be asked again; -1: not any more; null: it does not say. */
  pollInterval: number | null
  problem: ApiError | null
}

interface Credentials {
  token: string | null
  ifNoneMatch: string | undefined
}

/**
 * An endpoint's request. The browser's own cache is left out: it would hide a 304, and it keeps
 * one answer per URL, whoever is signed in.
 */
export function requestOf<E extends Endpoint>(endpoint: E, input: Input<E> | undefined, { token, ifNoneMatch }: Credentials): { url: string, init: RequestInit } {
  const headers = new Headers({ accept: 'application/json' })
  for (const [name, value] of Object.entries(input?.headers ?? {})) {
    if (value !== undefined)
      headers.set(name, String(value))
  }
  if (token)
    headers.set('authorization', `Bearer ${token}`)
  if (ifNoneMatch)
    headers.set('if-none-match', ifNoneMatch)
  if (endpoint.config.access === 'cookie')
    headers.set(csrfHeader, '1')
  const init: RequestInit = { method: endpoint.method, headers, cache: 'no-store' }
  if (input?.body !== undefined) {
    headers.set('content-type', 'application/json')
    init.body = JSON.stringify(input.body)
  }
  return { url: urlOf(endpoint, input), init }
}

/** Reads an answer of the API. Anything that is neither JSON nor an export comes from somebody else. */
export async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const answer: Answer<T> = {
    status: response.status,
    body: undefined,
    tag: response.headers.get('etag'),
    pollInterval: seconds(response.headers.get('poll-interval')),
    problem: null,
  }
  if (response.status === 204 || response.status === 304)
    return answer
  if (response.ok && isCsv(response))
    return { ...answer, body: await whole(() => response.text()) as T }
  const json = await readJson(response)
  if (response.ok)
    return { ...answer, body: json as T }
  const asked = { retryAfter: seconds(response.headers.get('retry-after')), pollInterval: answer.pollInterval }
  return { ...answer, problem: new ApiError(json as Problem, asked) }
}

async function readJson(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (!/^application\/(?:problem\+)?json\b/.test(type))
    throw new ConnectionError(`An answer with status ${response.status} that is not the shop's`)
  return whole(() => response.json())
}

function isCsv({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/csv') === true
}

async function whole<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  }
  catch (error) {
    throw new ConnectionError('An answer that broke off', { cause: error })
  }
}

const day = 24 * 60 * 60

/** A whole number of seconds from a header, -1 included; anything odd is as good as absent. A day is the most: timers overflow. */
function seconds(header: string | null): number | null {
  const value = Number(header)
  return header !== null && Number.isInteger(value) && (value > 0 || value === -1) ? Math.min(value, day) : null
}
