import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { refuseSecrets } from './secrets.ts'
import { launcher } from './server-process.ts'

/** How a `pnpm data` command has ended, and what it has written. */
export interface DataRun { out: string, err: string, code: number | null }

/** The real command on a database; `watch` is given what it tells meanwhile, and can kill it as a lost power would. Throws when it has written a secret. */
export async function runData(args: string[], database: string, settings: Record<string, string> = {}, watch?: (told: string, kill: () => void) => unknown): Promise<DataRun> {
  const child = spawn(process.execPath, [launcher, 'data', ...args], { env: { PATH: process.env.PATH, DATABASE_URL: database, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => out += String(chunk))
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
    watch?.(err, () => child.kill('SIGKILL'))
  })
  const [code] = await once(child, 'close') as [number | null]
  const { password } = new URL(database || 'file:none')
  refuseSecrets(args.includes('--with-password-hashes') ? err : out + err, [password && `:${password}@`])
  return { out, err, code }
}
