// What `npm start` runs: install, build what changed, then be the server (in this very process, so that signals reach it).
import { buildWeb } from './build-web.ts'
import { install } from './run.ts'

await install()
await buildWeb()
await import('../api/orderbeat.js')
