import type { BrowserContext } from 'playwright-core'
import { expect } from 'vitest'

/** Seconds between two polls as the server last told the pages of a context: on a busy machine more than it was started with. */
export type ToldBeat = () => number

/** Hears what is told with the answers of `path`, from the first one on. */
export async function hearBeat(context: BrowserContext, path: string): Promise<ToldBeat> {
  let told = 0
  context.on('response', (answer) => {
    const { 'poll-interval': seconds, 'retry-after': later = seconds } = answer.headers()
    if (new URL(answer.url()).pathname === path && later !== undefined)
      told = Number(later)
  })
  await expect.poll(() => told, { timeout: 30_000 }).toBeGreaterThan(0)
  return () => told
}

/** Ends when `what` has happened, which may take so many beats as they are told. */
export async function withinBeats(count: number, told: ToldBeat, what: () => Promise<unknown>): Promise<void> {
  const from = performance.now()
  const before = told()
  await what()
  expect(performance.now() - from).toBeLessThan(count * Math.max(before, told()) * 1000)
}
