import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { getLiveness, getReadiness, listStaffOrders } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { lookThrough } from '../../test/look-through.ts'
import { createRealShop } from '../../test/real-shop.ts'
import { canTrace, readTrace } from '../../test/strace.ts'
import { startWriters } from '../../test/writers.ts'

const traced = canTrace()
const calls = 'trace=accept4,pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg'

// Among several, an answer that leaves early may pass for one whose commit is on the disk; with one person every answer has its own.
it.runIf(traced).each([1, 8])('1000 writes by so many people after a restart: no answer leaves before what it tells of is on the disk (%i)', async (people) => {
  const shop = await createRealShop()
  await (await shop.start()).end('SIGKILL')
  const log = `${shop.path}.trace`
  const server = await shop.start({ LOG_LEVEL: 'silent' }, ['strace', '-f', '-y', '-s', '32', '-e', calls, '-o', log])
  const writers = startWriters(shop, people, () => server.origin)
  while (writers.acknowledged.length < 1000)
    await new Promise(resolve => setTimeout(resolve, 20))
  await writers.stop()
  process.kill(Number((await readFile(`/proc/${server.child.pid}/task/${server.child.pid}/children`, 'utf8')).split(' ')[0]), 'SIGTERM')
  await server.end('SIGCONT')
  const { answers, early, commits } = readTrace(await readFile(log, 'utf8'))
  expect(writers.told).toEqual({ unknown: 0, refused: 0, replayed: 0 })
  expect(answers).toBe(writers.acknowledged.length)
  // So many and no more: none hides that another was missing.
  expect(commits).toBe(answers)
  expect(early).toBe(0)
  process.stdout.write(`${people} at once: ${answers} answers, ${commits} commits on the disk, ${early} answers before theirs\n`)
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

it.runIf(traced)('a disk that cannot be read is 503 for what lies on it, and nothing needs a restart', async () => {
  const shop = await createRealShop()
  const first = await shop.start()
  const writers = startWriters(shop, 16, () => first.origin)
  while (writers.acknowledged.length < 100)
    await new Promise(resolve => setTimeout(resolve, 20))
  await writers.stop()
  await first.end('SIGTERM')

  const server = await shop.start()
  const list = async () => await fetch(server.origin + listStaffOrders.url, { headers: { authorization: shop.authorization('sam') } })
  const failing = spawn('strace', ['-f', '-p', String(server.child.pid), '-P', shop.path, '-e', 'trace=pread64', '-e', 'inject=pread64:error=EIO', '-o', '/dev/null'], { stdio: ['ignore', 'ignore', 'pipe'] })
  await once(failing.stderr, 'data')
  const refused = await list()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await refused.json()).toMatchObject({ type: '/problems/unavailable' })
  expect((await fetch(server.origin + getLiveness.url)).status).toBe(200)
  expect((await fetch(server.origin + getReadiness.url)).status).toBe(200)
  // SQLite takes a disk that fails a read for one that is damaged.
  expect(server.output()).toMatch(/"code":"SQLITE_(?:CORRUPT|IOERR)/)
  failing.kill('SIGTERM')
  await once(failing, 'exit')
  expect((await list()).status).toBe(200)
  expect(await server.end('SIGTERM')).toEqual([0, null])
  await shop.remove()
})
