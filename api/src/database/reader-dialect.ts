import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely'
import type { ReaderThread } from './reader-thread.ts'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'

/** Kysely over a reader thread: the same stores, for reads that may take long. It cannot write. */
export function readerDialect(thread: ReaderThread): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ReaderDriver(thread),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class ReaderDriver implements Driver {
  readonly #thread: ReaderThread

  constructor(thread: ReaderThread) {
    this.#thread = thread
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const thread = this.#thread
    return {
      executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => ({ rows: await thread.read(sql, parameters) as R[] }),

      async* streamQuery() {
        throw new Error('Reads on a thread are not streamed.')
      },
    }
  }

  async beginTransaction(): Promise<void> {
    throw new Error('Reads on a thread have no transactions.')
  }

  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}

  destroy(): Promise<void> {
    return this.#thread.close()
  }
}
