import { expect, it } from 'vitest'
import { outlives } from '../../test/nodes/outages.ts'
import { startPostgresServer } from '../../test/postgres-server.ts'

it('two nodes outlive a server that is killed under load: nothing acknowledged is lost, and they go on by themselves', async () => {
  const server = await startPostgresServer()
  const { placed } = await outlives(server, 2, Math.random).finally(server.stop)
  expect(placed).toBeGreaterThan(0)
}, 120_000)
