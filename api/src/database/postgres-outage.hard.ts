import process from 'node:process'
import { it } from 'vitest'
import { outlives } from '../../test/nodes/outages.ts'
import { startPostgresServer } from '../../test/postgres-server.ts'

it('two nodes outlive a server that is killed 20 times under load', async () => {
  const server = await startPostgresServer()
  process.stdout.write(`  answers: ${JSON.stringify(await outlives(server, 20).finally(server.stop))}\n`)
})
