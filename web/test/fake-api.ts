import type { Endpoint, Output, ProblemCode } from '@orderbeat/shared'
import { problems, urlOf } from '@orderbeat/shared'

/** A request as the API would see it. */
export interface FakeRequest {
  endpoint: Endpoint
  url: URL
  headers: Headers
  body: unknown
  signal: AbortSignal
}

export interface FakeReply {
  status?: number
  body?: unknown
  headers?: Record<string, string>
}

type Reply = FakeReply & { reply: true }
type Answer<E extends Endpoint> = Output<E> | Reply | Promise<never>
type Handler<E extends Endpoint> = (request: FakeRequest) => Answer<E> | Promise<Answer<E>>

/** An answer with a status or headers of its own. */
export function reply(parts: FakeReply): Reply {
  return { reply: true, ...parts }
}

export function problem(code: ProblemCode, headers: Record<string, string> = {}): Reply {
  const { status, title } = problems[code]
  return reply({ status, headers, body: { type: `/problems/${code}`, title, status, detail: title, instance: 'test' } })
}

/** An answer that never comes. */
export function never(): Promise<never> {
  return new Promise(() => {})
}

/**
 * An API in memory: `on` says what an endpoint answers, `fetch` serves it as the real one does (tags and 304 for what
 * is polled), `count` says how often it was asked.
 */
export function fakeApi() {
  const handlers = new Map<Endpoint, Handler<Endpoint>>()
  const requests: FakeRequest[] = []
  /** Thrown by `fetch` instead of an answer: no connection. */
  const network = { down: false }

  async function fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(String(input), 'http://shop.test')
    const endpoint = [...handlers.keys()].find(one => one.method === init.method && matches(one, url.pathname))
    if (!endpoint)
      throw new Error(`The fake API has no ${init.method} ${url.pathname}`)
    const request: FakeRequest = {
      endpoint,
      url,
      headers: new Headers(init.headers),
      body: init.body === undefined ? undefined : JSON.parse(String(init.body)),
      signal: init.signal!,
    }
    requests.push(request)
    if (network.down)
      throw new TypeError('fetch failed')
    const answer = await handlers.get(endpoint)!(request)
    return responseTo(request, isReply(answer) ? answer : { body: answer })
  }

  return {
    fetch: fetch as typeof globalThis.fetch,
    requests,
    network,
    on<E extends Endpoint>(endpoint: E, answer: Output<E> | Reply | Handler<E>): void {
      handlers.set(endpoint, (typeof answer === 'function' ? answer : () => answer) as Handler<Endpoint>)
    },
    asked: (endpoint: Endpoint) => requests.filter(request => request.endpoint === endpoint),
    count: (endpoint: Endpoint) => requests.filter(request => request.endpoint === endpoint).length,
  }
}

export type FakeApi = ReturnType<typeof fakeApi>

function matches(endpoint: Endpoint, path: string): boolean {
  const pattern = urlOf({ ...endpoint, url: endpoint.url.replaceAll(/:\w+/g, '_') }).replaceAll('_', '[^/]+')
  return new RegExp(`^${pattern}$`).test(path)
}

function isReply(answer: unknown): answer is Reply {
  return typeof answer === 'object' && answer !== null && 'reply' in answer
}

function responseTo({ endpoint, headers, url }: FakeRequest, { status = 200, body, headers: own = {} }: FakeReply): Response {
  const text = JSON.stringify(body)
  const tag = `W/"${headers.get('authorization')} ${url.pathname}${url.search} ${text}"`
  const polled = endpoint.config.poll && status === 200 ? { etag: tag } : {}
  if (polled.etag && headers.get('if-none-match') === tag)
    return new Response(null, { status: 304, headers: { ...polled, ...own } })
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8'
  return new Response(status === 204 ? null : text, { status, headers: { 'content-type': type, ...polled, ...own } })
}
