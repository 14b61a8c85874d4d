import type { OrderPage, StaffStats } from '@orderbeat/shared'
import type { FastifyInstance } from 'fastify'
import type { ServerKind } from './servers.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listOrders } from '@orderbeat/shared'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createBenchDatabase } from './bench-database.ts'
import { signIn, staffToken } from './customers.ts'
import { buildServer, kinds } from './servers.ts'
import { staffViews } from './staff-views.ts'

const folder = mkdtempSync(join(tmpdir(), 'orderbeat-bench-'))
const size = { orders: 500, customers: 10 }
const servers = new Map<ServerKind, FastifyInstance>()
let authorization: string
beforeAll(async () => {
  const url = await createBenchDatabase(folder, size)
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

it('what staff look at is there', async () => {
  const staff = { authorization: `Bearer ${await staffToken()}` }
  for (const [view, url] of Object.entries(staffViews(size.orders, size.customers))) {
    const answer = (await servers.get('ours')!.inject({ url, headers: staff })).json<Partial<OrderPage & StaffStats>>()
    const found = (answer.orders?.length ?? answer.days?.reduce((sum, day) => sum + day.orders, 0) ?? 0) > 0
    expect(`${view}: ${found}`).toBe(`${view}: ${view !== 'search, nothing found'}`)
  }
})
