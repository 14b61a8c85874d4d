import type { Buffer } from 'node:buffer'
import { listOrders } from '@orderbeat/shared'
import Fastify from 'fastify'
import { createAccessTokens } from '../src/http/access-tokens.ts'
import { Connection, pollRequest } from './connection.ts'
import { personAt } from './people.ts'
import { benchSecret } from './servers.ts'

export interface Customers { ids: string[], tokens: string[] }

/** So many signed-in customers of the bench's shop. */
export async function signIn(count: number): Promise<Customers> {
  const tokens = await createAccessTokens(Fastify(), benchSecret, Date.now)
  const people = Array.from({ length: count }, (_, index) => personAt(index))
  return {
    ids: people.map(({ id }) => id),
    tokens: people.map(({ id, name, email }) => tokens.issue({ id, name, email, role: 'customer' }).accessToken),
  }
}

export async function staffToken(id = 'staff'): Promise<string> {
  const tokens = await createAccessTokens(Fastify(), benchSecret, Date.now)
  return tokens.issue({ id, name: 'Sam', email: 'sam@example.com', role: 'staff' }).accessToken
}

/** Requests for each customer's history in full. */
export function fullPolls({ tokens }: Customers): Buffer[] {
  return tokens.map(token => pollRequest(listOrders.url, token))
}

/** Requests for each customer's history with the tag of what they hold, which is asked for first. */
export async function currentPolls(port: number, customers: Customers): Promise<Buffer[]> {
  const requests = fullPolls(customers)
  let next = 0
  await Promise.all(Array.from({ length: 20 }, async () => {
    const connection = new Connection(port)
    while (next < requests.length) {
      const index = next++
      await connection.ask(requests[index]!)
      requests[index] = pollRequest(listOrders.url, customers.tokens[index]!, connection.tag)
    }
    connection.close()
  }))
  return requests
}
