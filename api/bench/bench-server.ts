import type { ServerKind } from './servers.ts'
import process from 'node:process'
import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import { buildServer } from './servers.ts'

/** What the bench asks of a server process, over its own channel, so that asking costs no request. */
export type Ask =
  | { ask: 'cpu' | 'memory' | 'statements' }
  | { ask: 'emit', customerIds: string[] }

let statements = 0
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...given: never[]) {
  statements++
  return (query as (...all: never[]) => unknown).apply(this, given)
} as never

const [, , kind, url] = process.argv as [string, string, ServerKind, string]
const app = await buildServer(kind, url)
await app.listen({ port: 0, host: '127.0.0.1' })

/** Microseconds since the start. */
function cpu(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Resident bytes, without what is garbage. */
function memory(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().rss
}

process.on('message', async (message: Ask) => {
  if (message.ask === 'emit') {
    const { emitTo } = app as unknown as { emitTo: (customerId: string, order: unknown) => void }
    for (const [index, id] of message.customerIds.entries()) {
      emitTo(id, { orderId: id, version: index, status: 'shipped' })
      await nextTurn()
    }
    process.send!({ sent: message.customerIds.length })
  }
  else {
    process.send!({ cpu, memory, statements: () => statements }[message.ask]())
  }
})
process.on('disconnect', () => process.exit())
const address = app.server.address() as { port: number }
process.send!({ port: address.port })
