import type { TestDatabase } from '../../test/test-database.ts'
import type { Go, LimitedError, Limits } from './limits.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase } from '../../test/test-database.ts'
import { limitRules } from './limit-rules.ts'
import { createLimits } from './limits.ts'

let database: TestDatabase
let now = Date.parse('2026-11-20T09:00:00.000Z')
const log = { info: () => {}, error: () => {} }
const node = () => createLimits({ database, clock: () => now, log, later: () => () => {} })
let limits: Limits
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => {
  limits = node()
})
afterAll(async () => {
  await database.remove()
})

/** How often `go` comes through before it is refused, and when it may come again. */
function untilRefused(go: () => void): { gone: number, retryAfter: number } {
  for (let gone = 0; ; gone++) {
    try {
      go()
    }
    catch (error) {
      return { gone, retryAfter: (error as LimitedError).retryAfter }
    }
  }
}

async function untilRefusedAtOnce(takers: readonly Limits[], gosOf: (index: number) => readonly Go[]): Promise<{ gone: number, retryAfter: number }> {
  for (let gone = 0; ; gone++) {
    const refusal = await takers[gone % takers.length]!.takeAtOnce(gosOf(gone)).catch((error: unknown) => error as LimitedError)
    if (refusal !== undefined)
      return { gone, retryAfter: refusal.retryAfter }
  }
}

describe('a bucket', () => {
  it.each([
    ['customerWrites', 120, 1],
    ['workWrites', 1200, 1],
    ['strays', 60, 1],
    ['straysFrom', 300, 1],
  ] as const)('of %s holds %i, and has one again after %i s', (name, most, seconds) => {
    const go = () => limits.take(limitRules[name], 'ana')
    expect(untilRefused(go)).toEqual({ gone: most, retryAfter: seconds })
    now += limitRules[name].seconds * 1000
    expect(untilRefused(go).gone).toBe(1)
    expect(untilRefused(() => limits.take(limitRules[name], 'ben')).gone).toBe(most)
  })

  it.each([
    ['signInHere', 10, 60],
    ['signInAccount', 100, 30],
    ['signInAddress', 300, 2],
    ['registration', 60, 10],
  ] as const)('of %s holds %i for all nodes together, and has one again after %i s', async (name, most, seconds) => {
    const gosOf = () => [[limitRules[name], `ana ${name}`]] as const
    expect(await untilRefusedAtOnce([limits, node(), node()], gosOf)).toEqual({ gone: most, retryAfter: seconds })
    now += seconds * 1000
    expect((await untilRefusedAtOnce([node(), limits], gosOf)).gone).toBe(1)
  })

  it('is not taken from when another one is empty', async () => {
    const gosOf = (index: number) => [[limitRules.signInHere, 'one'], [limitRules.signInAccount, `two ${index < 10 ? 'a' : 'b'}`]] as const
    expect((await untilRefusedAtOnce([limits], gosOf)).gone).toBe(10)
    expect((await untilRefusedAtOnce([limits], () => [[limitRules.signInAccount, 'two b']])).gone).toBe(100)
  })

  it('gets back what did no harm', async () => {
    const gos = [[limitRules.signInHere, 'three']] as const
    for (let time = 0; time < 15; time++) {
      await limits.takeAtOnce(gos)
      await limits.giveBack(gos)
    }
    expect((await untilRefusedAtOnce([limits], () => gos)).gone).toBe(10)
  })

  it('is told to other nodes soon, and loses nothing of what is taken meanwhile', async () => {
    const other = node()
    const go = (who: Limits) => () => who.take(limitRules.strays, 'four')
    for (let time = 0; time < 50; time++)
      go(limits)()
    const telling = limits.close()
    go(limits)()
    await telling
    await limits.close()
    go(other)()
    await other.close()
    expect(untilRefused(go(other)).gone).toBe(8)
  })
})
