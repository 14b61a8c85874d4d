import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/database/open-database.ts'
import { startPostgresServer } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL server that the tests run on, and the database on it to copy; undefined where they run on SQLite. */
    postgres: { url: string, template: string } | undefined
  }
}

/** One server for the whole run. The tests prove what becomes of transactions, not of the disk, which every commit would wait for. */
export default async function postgresForTests(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresServer({ fsync: 'off' })
  const template = await openDatabase(await server.create('template_shop'))
  await template.close()
  project.provide('postgres', { url: server.url, template: 'template_shop' })
  return server.stop
}
