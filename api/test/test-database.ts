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
  /** As `meddle`, by somebody who has put the guards of this engine aside: append-only tables and foreign keys. */
  meddleUnguarded: (statement: string) => Promise<void>
  /** What this engine has besides UPDATE and DELETE that changes rows of a table. */
  otherWaysToChange: (table: string) => string[]
  remove: () => Promise<void>
}

/** On the engine that this run of the tests is about. */
export function openTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  return server === undefined ? createSqliteDatabase() : createPostgresDatabase(server)
}
