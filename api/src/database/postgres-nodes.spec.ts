import { inject, it } from 'vitest'
import { readersMissNothing } from '../../test/nodes/commit-order.ts'
import { oneWinsEachRace } from '../../test/nodes/races.ts'
import { createPostgresDatabase } from '../../test/postgres-database.ts'

it('readers at every node see all events and notifications once, in one order, whoever commits late', async () => {
  await readersMissNothing(await createPostgresDatabase(inject('postgres')!), 300, 1)
}, 60_000)

it('of twenty who race for an order over two nodes one wins, and it is told once', async () => {
  await oneWinsEachRace(await createPostgresDatabase(inject('postgres')!), 12)
}, 60_000)
