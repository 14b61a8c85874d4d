// What `npm start` runs: install, build what changed, then be the server (in this very process, so that Ctrl-C reaches it).
import process from 'node:process'
import { buildWeb } from './build-web.ts'
import { install } from './run.ts'

stopWith(Number(process.argv[2]))
await install()
await buildWeb()
process.argv.length = 2
await import('../api/orderbeat.js')

/**
 * Stops the server when the npm that was started is gone. A signal to npm ends the shells between it and the server, and
 * none of them passes it on. Where the shell does not name npm's process, there is nothing to watch.
 */
function stopWith(npm: number): void {
  if (!Number.isInteger(npm))
    return
  setInterval(() => {
    try {
      process.kill(npm, 0)
    }
    catch {
      process.kill(process.pid, 'SIGTERM')
    }
  }, 500).unref()
}
