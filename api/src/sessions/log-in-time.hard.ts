import process from 'node:process'
import { logIn, urlOf } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'
import { createPasswords } from './passwords.ts'

const rounds = 200

it('the time of a refused login does not tell whether there is such an account', async () => {
  const shop = await openShop({ passwords: await createPasswords() })
  const time = async (email: string): Promise<number> => {
    const from = performance.now()
    const { statusCode } = await shop.app.inject({ method: 'POST', url: urlOf(logIn), payload: { email, password: 'not the password' } })
    expect(statusCode).toBe(401)
    return performance.now() - from
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let round = -10; round < rounds; round++) {
    // One beside the other and in turns, so that what else the machine does meets both.
    const asks = [async () => known.push(await time('ana@example.com')), async () => unknown.push(await time(`who-${round}@example.com`))]
    for (const ask of round % 2 === 0 ? asks : asks.toReversed())
      await ask()
  }
  const [one, other] = [known, unknown].map(times => median(times.slice(10)))
  process.stdout.write(`Refused logins, median of ${rounds}: ${one!.toFixed(2)} ms known, ${other!.toFixed(2)} ms unknown\n`)
  expect(Math.abs(one! / other! - 1)).toBeLessThan(0.1)
  await shop.close()
})

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!
}
