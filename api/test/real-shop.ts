import type { Account, Role } from '@orderbeat/shared'
import type { ServerProcess } from './server-process.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import { personAt } from '../bench/people.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { createAccessTokens } from '../src/http/access-tokens.ts'
import { fillShop } from './fill-shop.ts'
import { startServer } from './server-process.ts'

const secret = 'a secret of the tests that is long enough'
export const metricsToken = 'a-token-for-those-who-watch'

/**
 * A shop in a file, for servers in processes of their own: a customer, somebody who works there, and something to buy. Its past,
 * if it has one, are orders of other customers.
 */
export async function createRealShop({ past = { orders: 0, customers: 0 } } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-hard-'))
  const path = join(folder, 'orders.db')
  const product = v7()
  const people = { ana: personOf('Ana', 'customer'), sam: personOf('Sam', 'staff') }
  const database = await openDatabase(`file:${path}`)
  await database.write(async (stores) => {
    for (const person of Object.values(people))
      await stores.accounts.insert({ ...person, passwordHash: 'nobody knows', disabled: false }, Date.now())
    await stores.products.put({ id: product, sku: 'BREAD', name: 'Rye bread', description: '', price: 690, available: true })
  })
  if (past.orders > 0)
    await fillShop(database, past)
  const customers = await Promise.all(Array.from({ length: past.customers }, async (_, index) => (await database.stores.accounts.findByEmail(personAt(index).email))!))
  await database.close()
  const tokens = await createAccessTokens(Fastify(), secret, Date.now)
  return {
    path,
    product,
    /** A header for one of the people; tokens end, so it is made anew when it is used. */
    authorization: (name: keyof typeof people) => `Bearer ${tokens.issue(people[name]).accessToken}`,
    /** The same for each customer of the past. */
    authorizations: () => customers.map(customer => `Bearer ${tokens.issue(customer).accessToken}`),
    /** Whatever becomes of the test, no server outlives it. */
    async start(settings: Record<string, string> = {}, before: readonly string[] = []): Promise<ServerProcess> {
      const server = await startServer({ DATABASE_URL: `file:${path}`, DEMO: 'false', JWT_SECRET: secret, RATE_LIMITS: 'false', LOG_LEVEL: 'debug', METRICS_TOKEN: metricsToken, ...settings }, before)
      onTestFinished(() => void server.child.kill('SIGKILL'))
      return server
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

export type RealShop = Awaited<ReturnType<typeof createRealShop>>

function personOf(name: string, role: Role): Account {
  return { id: v7(), name, email: `${name.toLowerCase()}@example.com`, role }
}
