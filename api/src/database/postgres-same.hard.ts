import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { enginesAgree } from '../../test/model/engines-agree.ts'
import { startTestServer } from '../../test/postgres-for-tests.ts'

let server: Awaited<ReturnType<typeof startTestServer>>
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('in 300 runs of up to 50 things that people do, both engines and the contract\'s model agree', async () => {
  await enginesAgree(server, { runs: 300, commands: 50, seed: fc.readConfigureGlobal().seed! })
})
