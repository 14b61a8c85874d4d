import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { refuseSecrets } from '../../api/test/secrets.ts'
import { secretsTyped } from './secrets-typed.ts'

/** The real server with the built app and the demo shop, on a port and a database of its own. */
export interface ShopServer { origin: string, stop: () => Promise<void> }

/** Starts it with polls every second instead of every half minute: `POLL_HISTORY_SECONDS`, `POLL_TRACKER_SECONDS`. */
export async function startShop(settings: Record<string, string> = {}): Promise<ShopServer> {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-e2e-'))
  const port = await freePort()
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../api/orderbeat.js', import.meta.url))], {
    env: { PATH: process.env.PATH, PORT: String(port), DATABASE_URL: `file:${folder}/orders.db`, POLL_HISTORY_SECONDS: '1', POLL_TRACKER_SECONDS: '1', LOG_LEVEL: 'debug', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', chunk => output += String(chunk))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
    process.stderr.write(String(chunk))
  })
  while (!output.includes('is ready')) {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
    if (child.exitCode !== null)
      throw new Error(`The server ended before it was ready: ${output}`)
  }
  return {
    origin: `http://localhost:${port}`,
    async stop() {
      // Not before its last words are read.
      const ended = once(child, 'close')
      child.kill()
      await ended
      refuseSecrets(`${logOf(output)}\n${errors}`, [...secretsTyped, settings.JWT_SECRET])
      await rm(folder, { recursive: true })
    },
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** What it greets with names the password of the demo. */
function logOf(output: string): string {
  return output.split('\n').filter(line => line.startsWith('{')).join('\n')
}
