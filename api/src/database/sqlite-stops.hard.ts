import type { ServerProcess } from '../../test/server-process.ts'
import type { Acknowledged } from '../../test/writers.ts'
import { existsSync } from 'node:fs'
import process from 'node:process'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differencesIn } from '../../test/differences-in.ts'
import { lookThrough } from '../../test/look-through.ts'
import { randomOf } from '../../test/random.ts'
import { createRealShop } from '../../test/real-shop.ts'
import { startWriters } from '../../test/writers.ts'

const stops = Number(process.env.STOPS ?? 50)

it(`${stops} times SIGTERM under 16 writers: all that was accepted is finished, and the end is clean`, async () => {
  const random = randomOf(fc.readConfigureGlobal().seed!)
  const shop = await createRealShop()
  let server: ServerProcess | null = null
  const writers = startWriters(shop, 16, () => server?.origin ?? null)
  let slowest = 0
  for (let stop = 0; stop < stops; stop++) {
    const started = await shop.start()
    server = started
    const before = writers.acknowledged.length
    while (writers.acknowledged.length < before + 16)
      await new Promise(resolve => setTimeout(resolve, 5))
    await new Promise(resolve => setTimeout(resolve, random.below(150)))
    const from = performance.now()
    const ended = started.end('SIGTERM')
    // Half of the times clients go elsewhere at once, half they keep coming until nobody answers.
    if (stop % 2 === 0)
      server = null
    expect(await ended).toEqual([0, null])
    server = null
    slowest = Math.max(slowest, performance.now() - from)
    expect(existsSync(`${shop.path}-wal`)).toBe(false)
    // What was done was answered as well.
    await expect.poll(() => unanswered(shop.path, writers.acknowledged)).toEqual([])
  }
  server = await shop.start()
  await writers.stop()
  await server.end('SIGTERM')
  expect(lookThrough(shop.path, writers.acknowledged)).toEqual([])
  expect(await differencesIn(shop.path)).toEqual([])
  expect(writers.wrong).toEqual([])
  expect(writers.told.replayed).toBe(0)
  expect(slowest).toBeLessThan(10_000)
  process.stdout.write(`${stops} stops, ${writers.acknowledged.length} acknowledged writes, ${writers.told.unknown} without an answer, ${writers.told.refused} told "not now", slowest end ${Math.round(slowest)} ms\n`)
  await shop.remove()
})

/** The keys of writes that are there and whose writers do not know it. */
function unanswered(path: string, acknowledged: readonly Acknowledged[]): string[] {
  const file = new Sqlite(path, { readonly: true })
  const known = new Set(acknowledged.map(({ key }) => key))
  const keys = file.prepare<[], string>('select key from idempotency_keys').pluck().all()
  file.close()
  return keys.filter(key => !known.has(key))
}
