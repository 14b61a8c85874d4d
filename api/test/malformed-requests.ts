import type { Endpoint } from '@orderbeat/shared'
import type { Random } from './random.ts'
import { csrfHeader, endpoints } from '@orderbeat/shared'
import { nastyPayload, nastyText, nastyValue } from './nasty-values.ts'

export interface MalformedRequest { endpoint: Endpoint, method: Endpoint['method'] | 'HEAD', url: string, headers: Record<string, string>, payload?: string }

/** What the requests may name so that some of them get far: ids, refresh cookies, and tokens by who may call. */
export interface Known { ids: readonly string[], cookies: readonly string[], authorizations: Record<Endpoint['config']['access'], readonly string[]> }

interface Schema { type?: string | string[], const?: unknown, enum?: unknown[], anyOf?: Schema[], properties?: Record<string, Schema>, required?: string[], items?: Schema, minItems?: number, minLength?: number, minimum?: number, maximum?: number }

const contentTypes = ['application/json; charset=utf-16', 'application/json;', ' application/json', 'application/jsonx', 'application/problem+json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json, text/plain', '*/*', ''] as const

/** Requests that are wrong in one to three places that the operation has, over every operation in turn. */
export function malformedRequests(random: Random, known: Known): () => MalformedRequest {
  let turn = 0
  return () => {
    const endpoint = endpoints[turn++ % endpoints.length]!
    const wrongs = 1 + random.below(3)
    const wrongPlaces = new Set(Array.from({ length: wrongs }, () => random.one(placesOf(endpoint))))
    const { body, querystring, headers } = endpoint.schema
    const url = endpoint.url.replaceAll(/:(\w+)/g, () => encode(wrongPlaces.has('params') ? nastyText(random) : random.one(known.ids)))
    const payload = payloadOf(body as Schema | undefined, wrongPlaces.has('body'), random, known)
    return {
      endpoint,
      method: endpoint.method === 'GET' && random.chance(3) ? 'HEAD' : endpoint.method,
      url: url + queryOf(querystring as Schema | undefined, wrongPlaces.has('query'), random, known),
      headers: {
        ...(payload === undefined ? {} : { 'content-type': wrongPlaces.has('body') && random.chance(15) ? random.one(contentTypes) : 'application/json' }),
        ...authorizationOf(endpoint, wrongPlaces.has('headers'), random, known),
        ...headersOf(headers as Schema | undefined, wrongPlaces.has('headers'), random),
        ...cookieOf(endpoint, random, known),
      },
      ...(payload === undefined ? {} : { payload }),
    }
  }
}

function placesOf({ url, schema }: Endpoint) {
  return ['query', 'headers', ...(url.includes(':') ? ['params'] : []), ...(schema.body === undefined ? [] : ['body', 'body'])]
}

function payloadOf(schema: Schema | undefined, isWrong: boolean, random: Random, known: Known): string | undefined {
  // One where none is wanted is no fault to everybody: it comes on top of those that are.
  if (schema === undefined)
    return random.chance(20) ? nastyPayload(random, '{"a":1}') : undefined
  const value = sample(schema, random, known)
  if (!isWrong)
    return JSON.stringify(value)
  return random.chance(30) ? nastyPayload(random, JSON.stringify(value)) : JSON.stringify(mutated(value, random))
}

/** The value with one place of it changed: another value, one that is missing, or one more. */
function mutated(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(15))
    return nastyValue(random)
  const names = Object.keys(value)
  // An array with a member far out would be written with all that are not there before it.
  const copy = (Array.isArray(value) ? { ...value as unknown[] } : { ...value }) as Record<string, unknown>
  const name = names.length === 0 ? 'x' : random.one(names)
  random.one([
    () => copy[name] = mutated(copy[name], random),
    () => copy[name] = nastyValue(random),
    () => delete copy[name],
    () => copy[random.one(['customerId', 'role', 'status', 'version', 'id', nastyText(random)])] = nastyValue(random),
  ])()
  return Array.isArray(value) && random.chance(75) ? Object.values(copy) : copy
}

function queryOf(schema: Schema | undefined, isWrong: boolean, random: Random, known: Known): string {
  const given = Object.entries(schema?.properties ?? {}).filter(() => random.chance(40)).map(([name, one]): [string, string] => [name, String(sample(one, random, known))])
  if (isWrong) {
    const name = given.length > 0 && random.chance(70) ? random.one(given)[0] : random.one(['x', 'limit', 'before', 'customerId', '__proto__', nastyText(random)])
    given.push([name, nastyText(random)])
    if (random.chance(20))
      return `?${random.one(['%', '&&&', '=', '?', '%zz=%zz', `a=${'x'.repeat(3000)}`, 'limit[]=1', 'limit=1&limit=2', '%00', '#'])}`
  }
  return given.length === 0 ? '' : `?${given.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`
}

function headersOf(schema: Schema | undefined, isWrong: boolean, random: Random): Record<string, string> {
  const names = [...Object.keys(schema?.properties ?? {}), 'if-none-match', 'accept', 'accept-encoding', 'cookie', 'x-orderbeat', 'origin', 'range', 'x-forwarded-for']
  if (!isWrong)
    return random.chance(20) ? { 'idempotency-key': `key ${random.below(50)}` } : {}
  return Object.fromEntries(names.filter(() => random.chance(25)).map(name => [name, asHeader(nastyText(random))]))
}

function authorizationOf({ config: { access } }: Endpoint, isWrong: boolean, random: Random, known: Known): Record<string, string> {
  const fitting = known.authorizations[access]
  const others = Object.values(known.authorizations).flat()
  const authorization = isWrong && random.chance(30) ? random.one([...others, 'Bearer ', 'Basic eDp5', 'Bearer a.b.c', asHeader(`Bearer ${nastyText(random)}`)]) : fitting.length === 0 ? undefined : random.one(fitting)
  return authorization === undefined ? {} : { authorization }
}

/** What a page of the app's own sends with it: three times of four where the cookie is wanted, and once in a while where not. */
function cookieOf({ config: { access } }: Endpoint, random: Random, known: Known): Record<string, string> {
  return random.chance(access === 'cookie' ? 75 : 5) ? { [csrfHeader]: '1', cookie: random.one(known.cookies) } : {}
}

/** A value that fits the schema, as far as its form goes. */
function sample(schema: Schema, random: Random, known: Known): unknown {
  if (schema.const !== undefined)
    return schema.const
  if (schema.enum !== undefined)
    return random.one(schema.enum)
  if (schema.anyOf !== undefined)
    return sample(random.one(schema.anyOf), random, known)
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name) === true || random.chance(50)).map(([name, one]) => [name, sample(one, random, known)]))
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, random.below(3)) }, () => sample(schema.items ?? {}, random, known))
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, random.below(Math.min(schema.maximum ?? 1000, 1000)))
    case 'boolean':
      return random.chance(50)
    case 'string':
      return random.chance(50) ? random.one(known.ids) : random.one(['x', 'BREAD', 'ana@example.com', 'long enough', 'https://example.com', '2026-11-20', '2026-11-20T09:00:00.000Z'])
    default:
      return null
  }
}

/** As in an address, also for what cannot be encoded. */
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : `%ED%A0%80${encodeURIComponent(text.toWellFormed())}`
}

/** What HTTP lets through as the value of a header. */
function asHeader(text: string): string {
  return text.replaceAll(/[^\u0020-\u007E\u00A0-\u00FF]/g, 'x').slice(0, 4000)
}
