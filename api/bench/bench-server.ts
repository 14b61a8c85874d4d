import type { ServerKind } from './servers.ts'
import process from 'node:process'
import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import { buildServer } from './servers.ts'

/** What the bench asks of a server process, over its own channel, so that asking costs no request. */
export type Ask =
  | { ask: 'cpu' | 'memory' | 'statements' }
  | { ask: 'time', urls: string[], authorization: string, runs: number }
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

/** Milliseconds of each of `runs` answers, without a socket in between. */
async function time(urls: string[], authorization: string, runs: number): Promise<number[][]> {
  const times = urls.map((): number[] => [])
  for (let run = -10; run < runs; run++) {
    for (const [index, path] of urls.entries()) {
      const from = performance.now()
      const { statusCode } = await app.inject({ url: path, headers: { authorization } })
      if (statusCode !== 200)
        throw new Error(`${path} answers ${statusCode}`)
      if (run >= 0)
        times[index]!.push(performance.now() - from)
    }
  }
  return times
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
  else if (message.ask === 'time') {
    process.send!(await time(message.urls, message.authorization, message.runs))
  }
  else {
    process.send!({ cpu, memory, statements: () => statements }[message.ask]())
  }
})
process.on('disconnect', () => process.exit())
const address = app.server.address() as { port: number }
process.send!({ port: address.port })
