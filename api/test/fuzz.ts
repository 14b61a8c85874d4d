import type { Random } from './random.ts'
import type { Shop } from './test-shop.ts'
import { gunzipSync } from 'node:zlib'
import { createKey, listOrders, logIn, problems } from '@orderbeat/shared'
import { malformedRequests } from './malformed-requests.ts'
import { testPassword } from './test-shop.ts'

/** What must not be in any answer: how the server is made, and where it lies. */
const internals = /\bat [\w.<>]+ \(|file:\/\/|node_modules|\/src\/|\.ts:|SQLITE_|sqlite|postgres|kysely|fastify|\bselect \w|\binsert into\b|syntax error|ECONN(?:REFUSED|RESET)|is not a function|Cannot read/i

/** Who is signed in at the beginning; some sign out on the way. */
const mostSessions = 40

interface Document { paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>> }

/** Sends malformed requests until so many were refused, and gives what was wrong with the answers, how many there were of each status, how many refused, and which operations let somebody in. */
export async function fuzz(shop: Shop, random: Random, count: number): Promise<{ wrong: string[], statuses: Map<number, number>, refused: number, opened: Set<string> }> {
  const { paths } = (await shop.app.inject({ url: '/api/openapi.json' })).json<Document>()
  const next = malformedRequests(random, await knownOf(shop))
  const statuses = new Map<number, number>()
  const wrong: string[] = []
  const opened = new Set<string>()
  let refused = 0
  while (refused < count && wrong.length < 20) {
    const { endpoint, ...sent } = next()
    const answer = await shop.app.inject(sent)
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    if (answer.statusCode >= 400)
      refused++
    else
      opened.add(endpoint.schema.operationId)
    const documented = paths[endpoint.url.replaceAll(/:(\w+)/g, '{$1}')]![endpoint.method.toLowerCase()]!.responses[answer.statusCode]
    const body = answer.headers['content-encoding'] === 'gzip' ? String(gunzipSync(answer.rawPayload)) : answer.body
    const fault = faultOf(answer.statusCode, String(answer.headers['content-type']), body, documented, sent.method === 'HEAD')
    if (fault !== null)
      wrong.push(`${fault}: ${JSON.stringify({ ...sent, payload: sent.payload?.slice(0, 200) })} gives ${answer.statusCode} ${JSON.stringify(body.slice(0, 400))}`)
  }
  return { wrong, statuses, refused, opened }
}

function faultOf(status: number, type: string, body: string, documented: { content?: object } | undefined, isEmpty: boolean): string | null {
  if (status >= 500)
    return 'a mistake of the server\'s'
  if (documented === undefined && status !== 304)
    return 'an answer that is not documented'
  if (internals.test(body))
    return 'something internal'
  if (status < 400)
    return null
  if (type !== 'application/problem+json' || documented?.content === undefined || !('application/problem+json' in documented.content))
    return `an error of the type ${type}`
  return isEmpty || isProblem(body, status) ? null : 'an error that is no problem of the contract'
}

function isProblem(body: string, status: number): boolean {
  const problem = JSON.parse(body) as { type: string, status: number, title: string, detail: string, instance: string }
  const known = problems[problem.type.replace('/problems/', '') as keyof typeof problems] as { status: number } | undefined
  return known?.status === status && problem.status === status && [problem.title, problem.detail, problem.instance].every(text => typeof text === 'string' && text !== '')
}

async function knownOf(shop: Shop) {
  const { ana, ben, sam, ada, products } = shop
  const order = await shop.orderOf(ana, ['confirmed'])
  const done = await shop.orderOf(ana, ['delivered'])
  const foreign = await shop.orderOf(ben)
  const { nextCursor } = (await ana.call(listOrders, { query: { limit: 1 } })).body
  const { key } = (await ada.call(createKey, { body: { name: 'Till', scopes: ['orders:read', 'orders:write'] } })).body
  const cookies = await Promise.all(Array.from({ length: mostSessions }, async () => String((await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })).headers['set-cookie']).split(';', 1)[0]!))
  const bearer = (...tokens: (string | null | undefined)[]) => tokens.map(token => `Bearer ${token}`)
  return {
    cookies,
    ids: [order.id, order.number, done.id, foreign.id, products.bread, products.cake, ana.id, sam.id, nextCursor!, 'nothing'],
    authorizations: {
      anyone: [],
      cookie: [],
      operator: [],
      account: bearer(ana.token, sam.token),
      customer: bearer(ana.token, ben.token),
      staff: bearer(sam.token, ada.token, key),
      admin: bearer(ada.token),
    },
  }
}
