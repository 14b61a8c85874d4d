import type { Database } from '../src/database/open-database.ts'
import { inject } from 'vitest'
import { createPostgresDatabase } from './postgres-database.ts'
import { createSqliteDatabase } from './sqlite-database.ts'

/** A real database of its own for a test. */
export interface TestDatabase extends Database {
  url: string
  /** Everything that is stored, by table, to compare before and after. */
  dump: () => Promise<Record<string, unknown[]>>
  /** Runs SQL around the API, as somebody with a shell could. */
  meddle: (statement: string) => Promise<void>
  remove: () => Promise<void>
}

/** On the engine that this run of the tests is about. */
export function openTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  return server === undefined ? createSqliteDatabase() : createPostgresDatabase(server)
}
