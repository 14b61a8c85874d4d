import type { ServerProcess } from './server-process.ts'
import process from 'node:process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { differencesIn } from './differences-in.ts'
import { lookThrough } from './look-through.ts'
import { randomOf } from './random.ts'
import { createRealShop } from './real-shop.ts'
import { startWriters } from './writers.ts'

const crashes = Number(process.env.CRASHES ?? 300)

it(`${crashes} times kill -9 under 16 writers: nothing that was acknowledged is lost, nothing is there by half or twice`, async () => {
  const random = randomOf(fc.readConfigureGlobal().seed!)
  const shop = await createRealShop()
  let server: ServerProcess | null = null
  const writers = startWriters(shop, 16, () => server?.origin ?? null)
  for (let crash = 0; crash < crashes; crash++) {
    const started = await shop.start()
    expect(started.output()).toContain('is ready')
    server = started
    const before = writers.acknowledged.length
    while (writers.acknowledged.length < before + 16)
      await new Promise(resolve => setTimeout(resolve, 5))
    await new Promise(resolve => setTimeout(resolve, random.below(150)))
    server = null
    expect(await started.end('SIGKILL')).toEqual([null, 'SIGKILL'])
    if (crash % 25 === 24) {
      expect(lookThrough(shop.path, writers.acknowledged)).toEqual([])
      process.stdout.write(`${crash + 1} crashes, ${writers.acknowledged.length} acknowledged writes, ${writers.told.unknown} without an answer\n`)
    }
  }
  server = await shop.start()
  await writers.stop()
  expect(await server.end('SIGTERM')).toEqual([0, null])
  expect(lookThrough(shop.path, writers.acknowledged)).toEqual([])
  expect(await differencesIn(shop.path)).toEqual([])
  expect(writers.wrong).toEqual([])
  expect(writers.told.unknown).toBeGreaterThan(0)
  // One of some crashes comes between the disk and the answer.
  if (crashes >= 100)
    expect(writers.told.replayed).toBeGreaterThan(0)
  process.stdout.write(`${crashes} crashes, ${writers.acknowledged.length} acknowledged writes, ${writers.told.unknown} times no answer, each sent again under its key, ${writers.told.replayed} of them had been done\n`)
  await shop.remove()
})
