import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/database/open-database.ts'
import { startPostgresServer } from './postgres-server.ts'

/** A PostgreSQL server that tests run on, and the database on it to copy. */
export interface TestServer { url: string, template: string }

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined where the tests run on SQLite. */
    postgres: TestServer | undefined
  }
}

/** Starts one. These tests prove what becomes of transactions, not of the disk, which every commit would wait for. */
export async function startTestServer(): Promise<TestServer & { stop: () => Promise<void> }> {
  const server = await startPostgresServer({ fsync: 'off' })
  const template = await openDatabase(await server.create('template_shop'))
  await template.close()
  return { url: server.url, template: 'template_shop', stop: server.stop }
}

/** One server for the whole run. */
export default async function postgresForTests(project: TestProject): Promise<() => Promise<void>> {
  const { url, template, stop } = await startTestServer()
  project.provide('postgres', { url, template })
  return stop
}
