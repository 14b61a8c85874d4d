import type { Input, Order } from '@orderbeat/shared'
import type { CallerName } from '../../test/access-table.ts'
import type { Route } from '../../test/route-table.ts'
import type { Shop } from '../../test/test-shop.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { bulkUpdateOrders, createKey, logIn, putProduct, revokeKey } from '@orderbeat/shared'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callerNames, doors, successesOf, verdicts } from '../../test/access-table.ts'
import { routesOf } from '../../test/route-table.ts'
import { jwtSecret, openShop, testPassword } from '../../test/test-shop.ts'
import { createAccessTokens } from './access-tokens.ts'

const metricsToken = 'a token for those who watch'

let folder: string
let shop: Shop
let routes: Route[]
let bearers: Record<CallerName, string | null>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orderbeat-web-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><head></head>')
  await writeFile(join(folder, 'icon.svg'), '<svg/>')
  const opened = await routesOf(() => openShop({ webFolder: folder, metrics: { token: metricsToken, memory: () => 1, waitingPasswords: () => 0 } }))
  shop = opened.built
  routes = opened.routes
  bearers = await everyBearer()
})
afterAll(async () => {
  await shop.close()
  await rm(folder, { recursive: true })
})

async function everyBearer(): Promise<Record<CallerName, string | null>> {
  const { ana, ben, sam, ada } = shop
  const past = await createAccessTokens(Fastify(), jwtSecret, () => shop.clock.now - 60 * 60 * 1000)
  const key = async (scopes: Input<typeof createKey>['body']['scopes']) => (await ada.call(createKey, { body: { name: 'Till', scopes } })).body
  const revoked = await key(['orders:read', 'orders:write'])
  await ada.call(revokeKey, { params: { keyId: revoked.id } })
  return {
    nobody: null,
    expired: past.issue({ id: ana.id, name: 'Ana', email: '', role: 'customer' }).accessToken,
    ana: ana.token,
    ben: ben.token,
    sam: sam.token,
    ada: ada.token,
    readingKey: (await key(['orders:read'])).key!,
    writingKey: (await key(['orders:write'])).key!,
    revokedKey: revoked.key!,
    operator: metricsToken,
  }
}

type Whose = 'own' | 'another\'s' | 'missing'
const whose: readonly Whose[] = ['own', 'another\'s', 'missing']
const missingId = '01999999-0000-7000-8000-000000000000'
let count = 0

/** Something fresh for a caller to call a route about, and how to call it. */
async function targetOf(url: string, caller: CallerName, which: Whose): Promise<{ url: string, headers?: Record<string, string>, payload?: object }> {
  const target = new Map<string, () => Promise<string> | string>([
    [':orderId', async () => (await shop.orderOf(which === 'own' === (caller === 'ben') ? shop.ben : shop.ana, url.endsWith('/undo') ? ['confirmed'] : [])).id],
    [':batchId', async () => (await shop.sam.call(bulkUpdateOrders, { body: { orders: [{ id: (await shop.orderOf(shop.ana)).id }], status: 'confirmed' } })).body.batchId!],
    [':keyId', async () => (await shop.ada.call(createKey, { body: { name: 'Till', scopes: ['orders:read'] } })).body.id],
    [':accountId', () => which === 'own' ? shop.ada.id : shop.sam.id],
    [':sku', async () => (await shop.ada.call(putProduct, { params: { sku: 'CAKE' }, body: { name: 'Cake', description: '', price: 1, available: true } })).body.sku],
  ])
  const [name] = /:\w+/.exec(url) ?? []
  const id = name === undefined ? '' : which === 'missing' ? missingId : await target.get(name)!()
  return { url: url.replace(name ?? '', id).replace('*', url.startsWith('/api/docs/') ? 'swagger-ui.css' : 'icon.svg'), ...(url.endsWith('/undo') ? { headers: { 'if-match': '"2"' } } : {}) }
}

function payloadOf(route: string): object | undefined {
  const email = `new-${++count}@example.com`
  return new Map<string, object>([
    ['POST /api/v1/auth/register', { name: 'New', email, password: testPassword }],
    ['POST /api/v1/auth/login', { email: 'ana@example.com', password: testPassword }],
    ['POST /api/v1/orders', shop.basket()],
    ['POST /api/v1/notifications/read', { ids: [missingId] }],
    ['PATCH /api/v1/staff/orders/:orderId', { status: 'confirmed' }],
    ['POST /api/v1/staff/orders/bulk', { orders: [{ id: missingId }], status: 'confirmed' }],
    ['POST /api/v1/staff/keys', { name: 'Till', scopes: ['orders:read'] }],
    ['POST /api/v1/staff/accounts', { name: 'New', email, password: testPassword, role: 'staff' }],
    ['PATCH /api/v1/staff/accounts/:accountId', { name: 'Named' }],
    ['PUT /api/v1/staff/products/:sku', { name: 'Cake', description: '', price: 1, available: true }],
  ]).get(route)
}

/** What is answered, but for the time, the request's own name, and whether it comes in pieces, which says nothing of an answer without a body. */
async function ask(method: string, caller: CallerName, target: { url: string, headers?: Record<string, string> }, payload?: object) {
  const bearer = bearers[caller]
  const { statusCode, headers, body } = await shop.app.inject({
    method: method as 'GET',
    url: target.url,
    headers: { ...target.headers, ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }) },
    ...(payload === undefined ? {} : { payload }),
  })
  const { 'content-length': length, 'transfer-encoding': _pieces, date: _date, ...rest } = headers
  return { status: statusCode, headers: rest, body: body.replace(/"instance":"[^"]+"/, ''), length }
}

/** What is wrong with the answer to a HEAD beside that to the same GET (RFC 9110 §9.3.2), or null. */
async function headFault(caller: CallerName, target: { url: string }): Promise<string | null> {
  const [got, head] = [await ask('GET', caller, target), await ask('HEAD', caller, target)]
  const [one, headed] = [got, head].map(({ status, headers, length }) => [status, headers, length])
  return isDeepStrictEqual(headed, one) && head.body === '' ? null : `HEAD ${target.url} ${caller}: ${JSON.stringify(head)} is not the head of ${JSON.stringify({ ...got, body: '' })}`
}

const doorOf = ({ method, url }: Route) => doors[`${method === 'HEAD' ? 'GET' : method} ${url}`]

/** Whose things of an address those are let in to whom it is for. What has a name of its choosing is made where it is missing. */
function letIn(route: Route): readonly Whose[] {
  if (route.url.endsWith('/:sku'))
    return whose
  return route.url.includes(':') && doorOf(route) !== 'customer' ? ['own', 'another\'s'] : ['own']
}

/**
 * What a method that an address does not have is answered: there is no such thing. But "/staff/orders/bulk" is the address of an
 * order named "bulk" to those methods that orders have.
 */
function strangeStatus(method: string, url: string, caller: CallerName): number {
  const door = url.endsWith('/staff/orders/bulk') ? doorOf({ method, url: url.replace('bulk', ':orderId') }) : undefined
  const verdict = door === undefined ? 'in' : verdicts[door][caller]
  if (verdict !== 'in')
    return verdict
  return method === 'PATCH' && door !== undefined ? 400 : 404
}

describe('the server\'s own routes', () => {
  it('are those that say who may call them, every GET with its HEAD', () => {
    expect(routes.filter(route => doorOf(route) === undefined)).toEqual([])
    const named = new Set(routes.map(({ method, url }) => `${method} ${url}`))
    const expected = Object.keys(doors).flatMap(door => door.startsWith('GET ') ? [door, door.replace('GET', 'HEAD')] : [door])
    // The documentation's page leads from one address to the other by a redirect of its own.
    expect(expected.filter(route => !named.has(route))).toEqual(['GET /api/docs/'])
  })

  it('refuse everybody else, whatever is asked for, and store nothing then', async () => {
    const wrong: unknown[] = []
    let refused = 0
    const unauthenticated = new Set<string>()
    for (const route of routes) {
      const verdict = verdicts[doorOf(route)!]
      const callers = callerNames.filter(caller => verdict[caller] !== 'in')
      for (const which of route.url.includes(':') && callers.length > 0 ? whose : ['missing' as const]) {
        const target = await targetOf(route.url, 'ana', which)
        const before = callers.length > 0 ? await shop.database.dump() : null
        for (const caller of callers) {
          const answer = await ask(route.method, caller, target, payloadOf(`${route.method} ${route.url}`))
          refused++
          if (answer.status !== verdict[caller])
            wrong.push([route.method, route.url, caller, which, answer.status])
          if (route.method === 'HEAD')
            wrong.push(...[await headFault(caller, target)].filter(fault => fault !== null))
          if (answer.status === 401 && route.method !== 'HEAD')
            unauthenticated.add(JSON.stringify([answer.headers, answer.body]))
        }
        if (before !== null)
          expect(await shop.database.dump(), `${route.method} ${route.url}`).toEqual(before)
      }
    }
    expect(wrong).toEqual([])
    expect([...unauthenticated].slice(1)).toEqual([])
    expect(refused).toBeGreaterThan(400)
  }, 60_000)

  it('have no OPTIONS and no other method, for nobody', async () => {
    const before = await shop.database.dump()
    const wrong: unknown[] = []
    let refused = 0
    for (const url of new Set(routes.map(route => route.url))) {
      const methods = new Set(routes.filter(route => route.url === url).map(route => route.method))
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'].filter(one => !methods.has(one) && doorOf({ method: one, url }) === undefined)) {
        for (const caller of callerNames) {
          const { status, headers } = await ask(method, caller, { url: url.replace(/:\w+/, missingId).replace('*', 'nothing') })
          refused++
          if (status !== strangeStatus(method, url, caller) || headers['content-type'] !== 'application/problem+json')
            wrong.push([method, url, caller, status, headers['content-type']])
        }
      }
    }
    expect(wrong).toEqual([])
    expect(refused).toBeGreaterThan(2000)
    expect(await shop.database.dump()).toEqual(before)
  }, 60_000)

  it('hide what is missing or somebody else\'s from those whom they let in, byte by byte the same, and store nothing then', async () => {
    const wrong: unknown[] = []
    let hidden = 0
    for (const route of routes.filter(({ url }) => url.includes(':') && !url.includes(':sku'))) {
      const door = doorOf(route)!
      for (const caller of callerNames.filter(name => verdicts[door][name] === 'in')) {
        const answers: unknown[] = []
        for (const which of door === 'customer' ? ['missing', 'another\'s'] as const : ['missing'] as const) {
          const target = await targetOf(route.url, caller, which)
          const before = await shop.database.dump()
          const { status, headers, body } = await ask(route.method, caller, target, payloadOf(`${route.method} ${route.url}`))
          hidden++
          answers.push({ status, headers, body })
          if (status !== 404)
            wrong.push(`${route.method} ${route.url} ${caller} ${which} ${status}`)
          expect(await shop.database.dump(), `${route.method} ${route.url} ${caller} ${which}`).toEqual(before)
        }
        expect(answers.slice(1), `${route.method} ${route.url}`).toEqual(answers.slice(0, answers.length - 1))
      }
    }
    expect(wrong).toEqual([])
    expect(hidden).toBeGreaterThan(30)
  }, 60_000)

  it('for the refresh cookie let in who has it and comes from a page of the app\'s own, and nobody else', async () => {
    for (const [url, opened] of [['/api/v1/auth/refresh', 200], ['/api/v1/auth/logout', 204]] as const) {
      const signedIn = await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })
      const cookie = String(signedIn.headers['set-cookie']).split(';', 1)[0]!
      const before = await shop.database.dump()
      for (const headers of [{ cookie }, { cookie, 'x-orderbeat': '0' }, { cookie, 'x-orderbeat': '1', 'origin': 'https://evil.example' }, { cookie, 'x-orderbeat': '1', 'sec-fetch-site': 'cross-site' }])
        expect([headers, (await ask('POST', 'ana', { url, headers })).status]).toEqual([headers, 403])
      expect(await shop.database.dump()).toEqual(before)
      expect((await ask('POST', 'nobody', { url, headers: { cookie, 'x-orderbeat': '1' } })).status).toBe(opened)
      expect(await shop.database.dump()).not.toEqual(before)
    }
  })

  // Last, because what customers look at is noted later, aside.
  it('let in whom they are for', async () => {
    const wrong: unknown[] = []
    let asked = 0
    for (const route of routes) {
      const door = doorOf(route)!
      const successes = successesOf(route.method, route.url)
      for (const caller of callerNames.filter(name => verdicts[door][name] === 'in')) {
        for (const which of letIn(route)) {
          const target = await targetOf(route.url, caller, which)
          const { status, body } = await ask(route.method, caller, target, payloadOf(`${route.method} ${route.url}`))
          asked++
          if (!(which === 'missing' ? [201] : successes).includes(status))
            wrong.push(`${route.method} ${route.url} ${caller} ${which} ${status} ${successes.join()}`)
          if (route.method === 'GET' && route.url.endsWith('/:orderId') && (JSON.parse(body) as Order).id !== target.url.split('/').at(-1))
            wrong.push(`${target.url} ${caller} ${which} ${body}`)
          if (route.method === 'HEAD')
            wrong.push(...[await headFault(caller, target)].filter(fault => fault !== null))
        }
      }
    }
    expect(wrong).toEqual([])
    expect(asked).toBeGreaterThan(350)
  }, 60_000)
})
