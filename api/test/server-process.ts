import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { refuseSecrets } from './secrets.ts'

/** The launcher that `npm start` calls. */
export const launcher = fileURLToPath(new URL('../orderbeat.js', import.meta.url))

/** Where starts find what an earlier one has compiled: half of a start is that. */
const compiled = join(tmpdir(), 'orderbeat-compiled')

/** A server of its own in a process of its own. */
export interface ServerProcess {
  child: ChildProcess
  port: number
  origin: string
  /** What it has written so far. */
  output: () => string
  /** Sends a signal and waits for the end: the exit code, or the signal that ended it. Throws when it has written a secret. */
  end: (signal: NodeJS.Signals) => Promise<[code: number | null, signal: string | null]>
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** Starts the real server; resolves when it says that it is ready, or has ended. `before` is a command to run it under. */
export async function startServer(settings: Record<string, string>, before: readonly string[] = []): Promise<ServerProcess> {
  const port = await freePort()
  const [file, ...args] = [...before, process.execPath, launcher]
  const child = spawn(file!, args, { env: { PATH: process.env.PATH, PORT: String(port), NODE_COMPILE_CACHE: compiled, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', chunk => output += String(chunk))
  child.stderr.on('data', chunk => output += String(chunk))
  while (!output.includes('is ready') && child.exitCode === null && child.signalCode === null)
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  return {
    child,
    port,
    origin: `http://127.0.0.1:${port}`,
    output: () => output,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill(signal)
        await ended
      }
      refuseSecrets(output, [settings.JWT_SECRET, settings.METRICS_TOKEN])
      return [child.exitCode, child.signalCode]
    },
  }
}
