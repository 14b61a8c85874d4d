import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

/** A statement for the worker, and what it answers. */
export interface ReadRequest { id: number, sql: string, parameters: readonly unknown[] }
export interface ReadAnswer { id: number, rows?: unknown[], failure?: { message: string, code: string } }

/** Stores make a bounded number of texts; a filter with many values makes some more. */
const mostPrepared = 200

const connection = new Sqlite((workerData as { path: string }).path, { readonly: true })
const prepared = new Map<string, Sqlite.Statement>()

function statementOf(sql: string): Sqlite.Statement {
  const known = prepared.get(sql)
  if (known !== undefined)
    return known
  if (prepared.size >= mostPrepared)
    prepared.clear()
  const statement = connection.prepare(sql)
  prepared.set(sql, statement)
  return statement
}

function answer({ id, sql, parameters }: ReadRequest): ReadAnswer {
  try {
    return { id, rows: statementOf(sql).all(...parameters) }
  }
  catch (error) {
    const { message, code } = error as InstanceType<typeof Sqlite.SqliteError>
    return { id, failure: { message, code } }
  }
}

parentPort!.on('message', (request: ReadRequest) => parentPort!.postMessage(answer(request)))
