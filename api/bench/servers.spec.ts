import type { OrderPage } from '@orderbeat/shared'
import type { FastifyInstance } from 'fastify'
import type { ServerKind } from './servers.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listOrders } from '@orderbeat/shared'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBenchDatabase } from './bench-database.ts'
import { signIn } from './customers.ts'
import { buildServer, kinds } from './servers.ts'

const folder = mkdtempSync(join(tmpdir(), 'orderbeat-bench-'))
const servers = new Map<ServerKind, FastifyInstance>()
let authorization: string
beforeAll(async () => {
  const url = await createBenchDatabase(folder, { orders: 500, customers: 10 })
  for (const kind of kinds)
    servers.set(kind, await buildServer(kind, url))
  authorization = `Bearer ${(await signIn(1)).tokens[0]!}`
})
afterAll(async () => {
  await Promise.all([...servers.values()].map(server => server.close()))
  rmSync(folder, { recursive: true })
})

function ask(kind: ServerKind, headers: object = {}) {
  return servers.get(kind)!.inject({ url: listOrders.url, headers: { authorization, ...headers } })
}

it('the bare route answers 304', async () => {
  expect((await ask('bare')).statusCode).toBe(304)
})

it('what answers in full answers the same', async () => {
  const ours = await ask('ours')
  expect(ours.json<OrderPage>().orders).toHaveLength(20)
  for (const kind of ['naive', 'etag', 'written'] as const)
    expect((await ask(kind)).body).toBe(ours.body)
})

it('what is asked with its own tag answers 304', async () => {
  for (const kind of ['ours', 'etag'] as const) {
    const { headers } = await ask(kind)
    expect((await ask(kind, { 'if-none-match': headers.etag })).statusCode).toBe(304)
  }
})
