import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { placeOrder } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { lookThrough } from './look-through.ts'
import { createRealShop } from './real-shop.ts'
import { canTrace, readTrace } from './strace.ts'
import { startWriters } from './writers.ts'

const traced = canTrace()
const calls = 'trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg'

it.runIf(traced)('1000 writes after a restart: no answer leaves before its order is on the disk', async () => {
  const shop = await createRealShop()
  await (await shop.start()).end('SIGKILL')
  const log = `${shop.path}.trace`
  const server = await shop.start({}, ['strace', '-f', '-y', '-s', '32', '-e', calls, '-o', log])
  const authorization = shop.authorization('ana')
  for (let order = 0; order < 1000; order++) {
    const response = await fetch(server.origin + placeOrder.url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ productId: shop.product, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' }),
    })
    expect(response.status).toBe(201)
    await response.arrayBuffer()
  }
  process.kill(Number((await readFile(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8')).split(' ')[0]), 'SIGTERM')
  await server.end('SIGCONT')
  const { answers, early, syncs } = readTrace(await readFile(log, 'utf8'), 201)
  expect(answers).toBe(1000)
  expect(syncs).toBeGreaterThanOrEqual(1000)
  expect(early).toBe(0)
  process.stdout.write(`${answers} answers, ${syncs} times on the disk, ${early} answers before it\n`)
  await shop.remove()
})

it.runIf(traced)('a disk that fails to keep what was written refuses the write, and loses none that it took', async () => {
  const shop = await createRealShop()
  const server = await shop.start({}, ['strace', '-f', '-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO:when=40+25', '-o', '/dev/null'])
  const writers = startWriters(shop, 16, () => server.origin)
  while (writers.acknowledged.length < 300)
    await new Promise(resolve => setTimeout(resolve, 20))
  await writers.stop()
  process.kill(Number((await readFile(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8')).split(' ')[0]), 'SIGTERM')
  await server.end('SIGCONT')
  expect(writers.told.refused).toBeGreaterThan(3)
  expect(writers.wrong).toEqual([])
  expect(lookThrough(shop.path, writers.acknowledged)).toEqual([])
  process.stdout.write(`${writers.acknowledged.length} acknowledged writes, ${writers.told.refused} refused because the disk failed\n`)
  await shop.remove()
})
