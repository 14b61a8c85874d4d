import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Proxy } from './proxies.ts'
import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** When a connection is cut: before the shop has the request, once it has it, or once it has answered. */
export type Cut = 'before' | 'during' | 'after'

/** A request that went to the shop, as the network saw it. */
export interface Passed { method: string, path: string, key: string | undefined, body: string, status: number }

/**
 * A network between the browser and the shop that can be cut: the next request with `method` and a path that ends in `path`
 * loses its connection at the chosen moment, and nothing else goes through until `mend`.
 */
export async function startFailingProxy(): Promise<Proxy & { cut: (method: string, path: string, when: Cut) => { happened: Promise<void>, mend: () => void }, passed: Passed[] }> {
  let port = 0
  let plan: { method: string, path: string, when: Cut, happened: () => void } | null = null
  let broken = false
  const passed: Passed[] = []

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = asked
    const due = plan !== null && method === plan.method && path.endsWith(plan.path) ? plan : null
    if (due !== null) {
      plan = null
      broken = true
      due.happened()
    }
    if (due?.when === 'before' || (due === null && broken)) {
      asked.socket.destroy()
      return
    }
    const body = await buffer(asked)
    const sent = forward({ port, host: '127.0.0.1', method, path, headers: asked.headers })
    sent.end(body)
    if (due?.when === 'during')
      sent.once('finish', () => asked.socket.destroy())
    const [response] = await once(sent, 'response') as [IncomingMessage]
    const content = await buffer(response)
    passed.push({ method, path, key: asked.headers['idempotency-key'] as string | undefined, body: body.toString(), status: response.statusCode! })
    if (due !== null || asked.socket.destroyed) {
      asked.socket.destroy()
      return
    }
    answer.writeHead(response.statusCode!, response.headers)
    answer.end(content)
  }

  const server = createServer((asked, answer) => void pass(asked, answer).catch(() => asked.socket.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    origin: `http://localhost:${typeof address === 'object' ? address?.port : ''}`,
    lead: origin => port = Number(new URL(origin).port),
    passed,
    cut(method, path, when) {
      const { promise: happened, resolve } = Promise.withResolvers<void>()
      plan = { method, path, when, happened: resolve }
      return { happened, mend: () => void (broken = false) }
    },
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
