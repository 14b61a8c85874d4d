import type { ReadAnswer, ReadRequest } from './reader-worker.ts'
import { Worker } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { QueueFullError } from './bounded-queue.ts'

/** More than that wait longer than anybody waits for an answer. */
const mostWaiting = 200

interface Waiting { resolve: (rows: unknown[]) => void, reject: (error: Error) => void }

/**
 * Reads on a thread and a connection of its own: a read that takes long stops only those behind it, not the event loop.
 * The thread starts with the first read; when it dies, what waits for it fails as unavailable, and the next read starts another.
 */
export class ReaderThread {
  readonly #path: string
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #reads = 0

  constructor(path: string) {
    this.#path = path
  }

  /** Reads that are not answered yet. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** The rows of a statement. Throws the SqliteError that the connection threw, or that too many wait already. */
  async read(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    if (this.#waiting.size >= mostWaiting)
      throw new QueueFullError(`${mostWaiting} reads wait already`)
    const worker = this.#worker ??= this.#start()
    const id = ++this.#reads
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      // The process may end while nobody waits.
      worker.ref()
      worker.postMessage({ id, sql, parameters } satisfies ReadRequest)
    })
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { workerData: { path: this.#path } })
    worker.on('message', (answer: ReadAnswer) => this.#settle(worker, answer))
    worker.on('error', () => {})
    worker.on('exit', () => this.#lose(worker))
    return worker
  }

  #settle(worker: Worker, { id, rows, failure }: ReadAnswer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0)
      worker.unref()
    if (failure === undefined)
      waiting?.resolve(JSON.parse(rows!) as unknown[])
    else
      waiting?.reject(new Sqlite.SqliteError(failure.message, failure.code ?? 'SQLITE_ERROR'))
  }

  #lose(worker: Worker): void {
    if (this.#worker === worker)
      this.#worker = null
    for (const { reject } of this.#waiting.values())
      reject(new Sqlite.SqliteError('The thread that reads has ended', 'SQLITE_IOERR'))
    this.#waiting.clear()
  }
}
