// What `pnpm dev` runs: the API, restarted when its files change, and Vite's server in front of it. One ends, both end.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { root } from './run.ts'

// The page comes from Vite here, so that is the origin the API has to take for its own.
const env = { PUBLIC_ORIGIN: 'http://localhost:5173', ...process.env }

const servers = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'api/orderbeat.js'], { cwd: root, stdio: 'inherit', env }),
  spawn(process.execPath, ['web/node_modules/vite/bin/vite.js', 'web', '--clearScreen=false'], { cwd: root, stdio: 'inherit' }),
]

function end(): void {
  for (const server of servers)
    server.kill('SIGTERM')
}

for (const server of servers)
  server.once('exit', end)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, end)
