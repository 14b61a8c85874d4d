import type { Endpoint, Input, Order, OtherAnswer, Output, PlaceOrderBody, Problem, Role } from '@orderbeat/shared'
import type { AppParts } from '../src/app.ts'
import type { App } from '../src/http/app-type.ts'
import type { TestDatabase } from './test-database.ts'
import { placeOrder, responsesOf, updateStaffOrder, urlOf } from '@orderbeat/shared'
import Fastify from 'fastify'
import { pino } from 'pino'
import { Value } from 'typebox/value'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { buildApp } from '../src/app.ts'
import { createAccessTokens } from '../src/http/access-tokens.ts'
import { askAtTheDoor } from './ask-at-the-door.ts'
import { noPressure } from './no-pressure.ts'
import { watchSecrets } from './secrets.ts'
import { openTestDatabase } from './test-database.ts'

export const jwtSecret = 'a secret of the tests that is long enough'
export const testPassword = 'correct horse'

export const testConfig: AppParts['config'] = {
  publicOrigin: 'http://localhost:3000',
  corsOrigins: [],
  trustedProxies: [],
  rateLimits: false,
  pollSeconds: { history: 30, tracker: 60 },
  undoSeconds: 600,
  shop: { currency: 'EUR', timeZone: 'Europe/Berlin' },
  jwtSecret,
}

/** What came back, checked against the contract's schema for its status. */
export interface Answer<E extends Endpoint> { status: number, headers: Record<string, string | string[] | number | undefined>, body: Output<E>, problem: Problem, text: string }

/** Somebody who calls the API: an account with its token, or nobody. */
export interface Caller {
  id: string
  name: string
  token: string
  call: <E extends Endpoint>(endpoint: E, input?: Partial<Input<E>>) => Promise<Answer<E>>
}

/** A shop with people and products on a real database, its clock standing still until it is moved. */
export async function openShop(overrides: Partial<AppParts> & { database?: TestDatabase } = {}) {
  const database = overrides.database ?? await openTestDatabase()
  const clock = { now: Date.parse('2026-11-20T09:00:00.000Z') }
  const lines: string[] = []
  const parts: AppParts = {
    config: testConfig,
    database,
    passwords: { hash: async password => `hash of ${password}`, verify: async (password, hash) => hash === `hash of ${password}` },
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    clock: () => clock.now,
    newId: () => v7(),
    // What is learned from reads is written when the shop closes, so that no answer depends on how quick the machine is.
    later: () => () => {},
    webFolder: null,
    demo: null,
    draining: () => false,
    pressure: noPressure,
    metrics: null,
    ...overrides,
  }
  const app = await buildApp(parts)
  askAtTheDoor(app)
  const secrets = watchSecrets(app)
  const people = await addPeople(app, database, parts)
  const products = await addProducts(database, parts.newId)
  return {
    ...people,
    parts,
    app,
    database,
    clock,
    products,
    nobody: callerOf(app, '', 'nobody', null),
    /** Somebody who has this token or key. */
    bearer: (token: string) => callerOf(app, '', 'bearer', () => token),
    /** What was logged, a line each. */
    log: () => lines.map(line => JSON.parse(line) as Record<string, unknown>),
    /** What a customer orders when it does not matter what. */
    basket: (changes: Partial<PlaceOrderBody> = {}): PlaceOrderBody => ({
      items: [{ productId: products.bread, quantity: 2 }],
      fulfilment: 'delivery',
      paymentMethod: 'card',
      address: 'Lindenstraße 4, Berlin',
      ...changes,
    }),
    /** Places an order and takes it through these statuses. */
    async orderOf(customer: Caller, statuses: NonNullable<Input<typeof updateStaffOrder>['body']['status']>[] = [], changes: Partial<PlaceOrderBody> = {}): Promise<Order> {
      const placed = await customer.call(placeOrder, { body: this.basket(changes) })
      let order = placed.body
      for (const status of statuses) {
        clock.now += 60_000
        const moved = await people.sam.call(updateStaffOrder, { params: { orderId: order.id }, body: { status } })
        expect(moved.status).toBe(200)
        order = moved.body
      }
      return order
    },
    /** What was logged up to here is looked through for secrets, in every spec. */
    async close() {
      await app.close()
      expect(secrets.foundIn(lines)).toEqual([])
      await database.remove()
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

async function addPeople(app: App, database: TestDatabase, parts: AppParts) {
  const tokens = await createAccessTokens(Fastify(), jwtSecret, parts.clock)
  const add = async (name: string, role: Role): Promise<Caller> => {
    const account = { id: parts.newId(), name, email: `${name.toLowerCase()}@example.com`, role }
    const passwordHash = await parts.passwords.hash(testPassword)
    await database.write(stores => stores.accounts.insert({ ...account, passwordHash, disabled: false }, parts.clock()))
    let held = tokens.issue(account)
    return callerOf(app, account.id, name, () => {
      // As a page does: the same one until it is about to end. Tests also set the clock back.
      const left = held.expiresAt - parts.clock()
      if (left < 60_000 || left > 15 * 60_000)
        held = tokens.issue(account)
      return held.accessToken
    })
  }
  return { ana: await add('Ana', 'customer'), ben: await add('Ben', 'customer'), sam: await add('Sam', 'staff'), ada: await add('Ada', 'admin') }
}

async function addProducts(database: TestDatabase, newId: () => string) {
  const products = { bread: newId(), cake: newId(), stollen: newId() }
  await database.write(async (stores) => {
    await stores.products.put({ id: products.bread, sku: 'BREAD', name: 'Rye bread', description: '', price: 690, available: true })
    await stores.products.put({ id: products.cake, sku: 'CAKE', name: 'Lemon cake', description: '', price: 2400, available: true })
    await stores.products.put({ id: products.stollen, sku: 'STOLLEN', name: 'Stollen', description: '', price: 2900, available: false })
  })
  return products
}

/** Somebody who calls an app with a token, or without one. */
export function callerOf(app: App, id: string, name: string, token: (() => string) | null): Caller {
  return {
    id,
    name,
    get token() {
      return token?.() ?? ''
    },
    async call(endpoint, input = {}) {
      const response = await app.inject({
        method: endpoint.method,
        url: urlOf(endpoint, input),
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token()}` }), ...input.headers as Record<string, string> | undefined },
        ...(input.body === undefined ? {} : { payload: input.body as object }),
      })
      const json: unknown = response.body === '' ? null : response.json()
      const schema = schemaOf(endpoint, response.statusCode)
      if (response.statusCode !== 304)
        expect(schema !== undefined && Value.Check(schema, json) ? '' : `${endpoint.method} ${endpoint.url} ${response.statusCode}: ${response.body}`).toBe('')
      return { status: response.statusCode, headers: response.headers, body: json as never, problem: json as Problem, text: response.body }
    },
  }
}

function schemaOf(endpoint: Endpoint, status: number): object | undefined {
  const answer = responsesOf(endpoint)[status]
  return answer !== undefined && 'content' in answer ? Object.values((answer as OtherAnswer).content)[0]!.schema : answer
}
