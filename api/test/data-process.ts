import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { launcher } from './server-process.ts'

/** How a `pnpm data` command has ended, and what it has written. */
export interface DataRun { out: string, err: string, code: number | null }

/** The real command on a database; `watch` is given what it tells meanwhile, and can kill it as a lost power would. */
export async function runData(args: string[], database: string, settings: Record<string, string> = {}, watch?: (told: string, kill: () => void) => unknown): Promise<DataRun> {
  const child = spawn(process.execPath, [launcher, 'data', ...args], { env: { PATH: process.env.PATH, DATABASE_URL: database, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => out += String(chunk))
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
    watch?.(err, () => child.kill('SIGKILL'))
  })
  const [code] = await once(child, 'close') as [number | null]
  return { out, err, code }
}
