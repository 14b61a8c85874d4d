import process from 'node:process'
import fc from 'fast-check'
import { it } from 'vitest'
import { outlives } from '../../test/nodes/outages.ts'
import { startPostgresServer } from '../../test/postgres-server.ts'
import { randomOf } from '../../test/random.ts'

it('two nodes outlive a server that is killed 20 times under load', async () => {
  const server = await startPostgresServer()
  process.stdout.write(`  answers: ${JSON.stringify(await outlives(server, 20, randomOf(fc.readConfigureGlobal().seed!).next).finally(server.stop))}\n`)
})
