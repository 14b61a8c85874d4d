import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest'
import { bringUpToDate } from './open-database.ts'

const opener = fileURLToPath(new URL('../../test/opening-child.ts', import.meta.url))

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orderbeat-'))
  path = join(folder, 'orders.db')
})
afterEach(() => rm(folder, { recursive: true }))

/** A process that is about to open a database. */
async function opening(): Promise<ChildProcess> {
  const child = fork(opener)
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'message')
  return child
}

async function opened(child: ChildProcess): Promise<unknown> {
  const told = once(child, 'message')
  child.send(`file:${path}`)
  return (await told)[0]
}

/** The tables that are there, and the steps by which they came. */
function schema(): { tables: unknown[], steps: unknown[] } {
  const file = new Sqlite(path)
  const tables = file.prepare('select name from sqlite_master where type = \'table\' and name not like \'kysely%\'').pluck().all()
  const steps = file.prepare('select substr(name, 1, 4) from kysely_migration order by name').pluck().all()
  file.close()
  return { tables, steps }
}

it('processes that start at the same moment on a new file all open it, and bring its schema up to date once', async () => {
  const children = await Promise.all(Array.from({ length: 4 }, opening))
  const ids = await Promise.all(children.map(opened))
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(new Set(ids).size).toBe(1)
  const { steps } = schema()
  expect(steps.slice(0, 2)).toEqual(['0001', '0002'])
  expect(new Set(steps).size).toBe(steps.length)
}, 60_000)

it('a step of the schema that fails half-way leaves nothing behind, and the next start takes it', async () => {
  const inTheWay = new Sqlite(path)
  inTheWay.exec('create table machine_keys (id text)')
  await expect(bringUpToDate(`file:${path}`)).rejects.toThrow('"machine_keys" already exists')
  expect(schema()).toEqual({ tables: ['machine_keys'], steps: [] })
  inTheWay.exec('drop table machine_keys')
  inTheWay.close()
  await bringUpToDate(`file:${path}`)
  expect(schema().tables).toContain('orders')
})
