import process from 'node:process'
import { parseArgs } from 'node:util'
import { DemoTillError, runDemoTill } from './demo/demo-till.ts'

const usage = `pnpm demo:till [--origin http://localhost:3000] [--every 4] [--no-orders]
Moves the orders of a running demo shop on, one every so many seconds (0.1 to 3600). With --no-orders no new ones are placed.`

/** What was asked for on the command line. Throws DemoTillError with the usage. */
function readOptions(): { origin: string, every: number, orders: boolean } {
  const { values } = parseArgs({
    args: process.argv.slice(3).filter(argument => argument !== '--'),
    options: {
      'origin': { type: 'string', default: 'http://localhost:3000' },
      'every': { type: 'string', default: '4' },
      'no-orders': { type: 'boolean', default: false },
    },
  })
  const every = Number(values.every)
  if (!/^https?:\/\/[^/\s]+\/?$/.test(values.origin) || !(every >= 0.1 && every <= 3600))
    throw new DemoTillError(usage)
  return { origin: new URL(values.origin).origin, every, orders: !values['no-orders'] }
}

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => stop.abort())
// Whoever reads along has left.
process.stdout.on('error', () => stop.abort())

try {
  await runDemoTill({ ...readOptions(), tell: line => void process.stdout.write(`${line}\n`), signal: stop.signal })
}
catch (error) {
  const known = error instanceof DemoTillError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
  process.stderr.write(`${known ? (error as Error).message : (error as Error).stack}\n`)
  process.exitCode = 1
}
