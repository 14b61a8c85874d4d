import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Proxy } from './proxies.ts'
import { once } from 'node:events'
import { createServer, request as forward } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * When a connection is cut: before the shop has the request, once it has it, or once it has answered. "meanwhile": the request
 * is still on its way when it is sent again, so that the shop has both at the same time.
 */
export const cuts = ['before', 'during', 'meanwhile', 'after'] as const
export type Cut = typeof cuts[number]

/** A request of the browser, as the network saw it. `status` is the shop's answer, null where the request never came to it. */
export interface Passed { method: string, path: string, key: string | undefined, body: string, status: number | null }

/**
 * A network between the browser and the shop that can be cut: the next request with `method` and a path that ends in `path`
 * loses its connection at the chosen moment, and nothing else goes through until `mend`.
 */
export async function startFailingProxy(): Promise<Proxy & { cut: (method: string, path: string, when: Cut) => { happened: Promise<void>, mend: () => void }, passed: Passed[] }> {
  let port = 0
  let plan: { method: string, path: string, when: Cut, happened: () => void } | null = null
  let held: { method: string, path: string, release: () => void } | null = null
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
    const key = asked.headers['idempotency-key'] as string | undefined
    if (due?.when === 'before' || (due === null && broken)) {
      passed.push({ method, path, key, body: '', status: null })
      asked.socket.destroy()
      return
    }
    const body = await buffer(asked)
    if (due?.when === 'meanwhile') {
      asked.socket.destroy()
      await new Promise<void>(resolve => held = { method, path, release: resolve })
    }
    else if (held?.method === method && held.path === path) {
      held.release()
      held = null
      // After the one before, and before that can have been answered.
      await nextTurn()
    }
    const sent = forward({ port, host: '127.0.0.1', method, path, headers: asked.headers })
    sent.end(body)
    if (due?.when === 'during')
      sent.once('finish', () => asked.socket.destroy())
    const [response] = await once(sent, 'response') as [IncomingMessage]
    const content = await buffer(response)
    passed.push({ method, path, key, body: body.toString(), status: response.statusCode! })
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
