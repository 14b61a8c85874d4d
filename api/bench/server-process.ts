import type { ChildProcess } from 'node:child_process'
import type { Ask } from './bench-server.ts'
import type { ServerKind } from './servers.ts'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** What `npm start` tells Node about memory: a small young generation, which is collected in less time than helpers take to wake up. */
export const startFlags = / node ((?:--\S+ )+)\.config\/start\.ts/.exec(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))![1]!.trim().split(' ')

/** Server and load each have a core of their own where the system can do that. */
const canPin = pinSelf()

function pinSelf(): boolean {
  try {
    execFileSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)], { stdio: 'ignore' })
    return true
  }
  catch {
    process.stdout.write('  Without taskset, or with one core, server and load share what there is.\n')
    return false
  }
}

/** One of the servers in a process of its own, listening on a free port of this machine only. */
export class ServerProcess {
  readonly kind: ServerKind
  readonly port: number
  readonly #child: ChildProcess

  private constructor(kind: ServerKind, child: ChildProcess, port: number) {
    this.kind = kind
    this.#child = child
    this.port = port
  }

  get ports(): readonly number[] {
    return [this.port]
  }

  /** Starts with the flags of `npm start`, unless others are given. */
  static async start(kind: ServerKind, databaseUrl: string, flags: readonly string[] = startFlags): Promise<ServerProcess> {
    const command = [process.execPath, '--expose-gc', ...flags, fileURLToPath(new URL('./bench-server.ts', import.meta.url)), kind, databaseUrl]
    const [file, ...args] = canPin ? ['taskset', '-c', '0', ...command] : command
    const child = spawn(file!, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const started = new AbortController()
    const failed = once(child, 'exit', { signal: started.signal }).then(([code]) => {
      throw new Error(`The ${kind} server ended with code ${code} before it listened.`)
    })
    try {
      const [{ port }] = await Promise.race([once(child, 'message'), failed]) as [{ port: number }]
      return new ServerProcess(kind, child, port)
    }
    finally {
      failed.catch(() => {})
      started.abort()
    }
  }

  async #ask<T>(message: Ask): Promise<T> {
    this.#child.send(message)
    const [answer] = await once(this.#child, 'message') as [T]
    return answer
  }

  /** Microseconds of CPU since the start. */
  cpu(): Promise<number> {
    return this.#ask({ ask: 'cpu' })
  }

  /** How many SQL statements it has sent to a server since the start. */
  statements(): Promise<number> {
    return this.#ask({ ask: 'statements' })
  }

  /** Resident bytes after collecting garbage. */
  memory(): Promise<number> {
    return this.#ask({ ask: 'memory' })
  }

  emit(customerIds: string[]): Promise<unknown> {
    return this.#ask({ ask: 'emit', customerIds })
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }
}
