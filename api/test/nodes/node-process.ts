import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { freePort } from '../free-port.ts'
import { refuseSecrets } from '../secrets.ts'

/** A node of a shop as it really runs: a process of its own. */
export interface NodeProcess { origin: string, child: ChildProcess, stop: () => Promise<void> }

const launcher = fileURLToPath(new URL('../../orderbeat.js', import.meta.url))

/** Starts one, and waits until it says that it is ready. What it writes is looked through for secrets as it stops. */
export async function startNode(settings: Record<string, string>): Promise<NodeProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, [launcher], { env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'debug', RATE_LIMITS: 'false', ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
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
      throw new Error(`The node ended before it was ready: ${output}`)
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    child,
    async stop() {
      if (child.exitCode === null) {
        // Not before its last words are read.
        const ended = once(child, 'close')
        child.kill()
        await ended
      }
      // What it greets with names the demo's password, which is no secret.
      refuseSecrets(`${output}\n${errors}`, [settings.JWT_SECRET])
    },
  }
}
