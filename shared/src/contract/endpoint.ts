import type { Static, TSchema } from 'typebox'
import type { KeyScope } from './key-scopes.ts'
import type { ProblemCode } from './problem.ts'
import { Problem, problems } from './problem.ts'

/** Who may call: `anyone`, whoever holds the refresh cookie, the bearer of a token with a fitting role, or who runs the server. */
export type Access = 'anyone' | 'cookie' | 'account' | 'customer' | 'staff' | 'admin' | 'operator'

/** What a pollable resource is, which decides how often it is asked for. */
export type PollKind = 'history' | 'tracker' | 'staff' | 'figures' | 'notifications'

/** An answer of another media type than JSON. */
export interface OtherAnswer {
  readonly description: string
  readonly content: { readonly [mediaType: string]: { readonly schema: TSchema } }
}

/**
 * An endpoint as a plain value in Fastify's own route shape. The API routes, validates, serializes and documents by it;
 * the web app takes URL and types from it.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly config: { readonly access: Access, readonly scope?: KeyScope, readonly poll?: PollKind }
  readonly schema: {
    readonly operationId: string
    readonly summary: string
    readonly tags: readonly string[]
    readonly description?: string
    readonly params?: TSchema
    readonly querystring?: TSchema
    readonly headers?: TSchema
    readonly body?: TSchema
    readonly response: { readonly [status: number]: TSchema | OtherAnswer }
  }
}

/** Which contract this is. Whatever a client of it sends or reads stays good for as long as its address is served. */
export const contractVersion = 1

/** Where the API lives, on the web app's own origin. Another contract has another address: neither is taken for the other. */
export const apiBase = `/api/v${contractVersion}` as const

/** The part of a request that `part` describes, or undefined where an endpoint has none. */
type Part<E extends Endpoint, K extends 'params' | 'querystring' | 'headers' | 'body'> =
  E['schema'] extends { readonly [key in K]: infer S extends TSchema } ? Static<S> : undefined

/** What a caller gives: the parts that the endpoint declares, the query optional. */
export type Input<E extends Endpoint> =
  & (Part<E, 'params'> extends undefined ? { params?: undefined } : { params: Part<E, 'params'> })
  & (Part<E, 'body'> extends undefined ? { body?: undefined } : { body: Part<E, 'body'> })
  & { query?: Part<E, 'querystring'>, headers?: Part<E, 'headers'> | Record<string, string> }

type Success = 200 | 201 | 204
type Responses<E extends Endpoint> = E['schema']['response']

/** What a successful call answers, where that is plain JSON. */
export type Output<E extends Endpoint> = {
  [status in keyof Responses<E> & Success]: Responses<E>[status] extends TSchema ? Static<Responses<E>[status]> : never
}[keyof Responses<E> & Success]

/** The answers for these problems, to be spread into `response`. */
export function problemResponses(...codes: ProblemCode[]): { [status: number]: typeof Problem } {
  return Object.fromEntries(codes.map(code => [problems[code].status, Problem]))
}

/** The path and query of a call: `/api/v1/orders/123?limit=20`. Undefined query members are left out. */
export function urlOf(endpoint: Endpoint, input: { params?: unknown, query?: unknown } = {}): string {
  const params = (input.params ?? {}) as Record<string, string>
  const path = endpoint.url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!))
  const query = new URLSearchParams(
    Object.entries((input.query ?? {}) as Record<string, unknown>)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]): [string, string] => [name, String(value)]),
  )
  return query.size > 0 ? `${path}?${query}` : path
}
