import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { readersMissNothing } from '../../test/nodes/commit-order.ts'
import { oneWinsEachRace } from '../../test/nodes/races.ts'
import { createPostgresDatabase } from '../../test/postgres-database.ts'
import { startTestServer } from '../../test/postgres-for-tests.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('20,000 events by 12 writers on three nodes, commits delayed at random: readers miss and repeat nothing, in one order', async () => {
  await readersMissNothing(await createPostgresDatabase(server), 20_000, fc.readConfigureGlobal().seed!)
})

it('1,000 rounds of 20 who race for an order over two nodes: one wins each, and it is told once', async () => {
  await oneWinsEachRace(await createPostgresDatabase(server), 1000)
})
