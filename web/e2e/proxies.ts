import type { AddressInfo, Server, Socket } from 'node:net'
import { once } from 'node:events'
import { createServer as createHttpServer, request as forward } from 'node:http'
import { connect, createServer } from 'node:net'

/** Something between the browser and the shop. The shop is named afterwards, because it must know the proxy's origin. */
export interface Proxy { origin: string, lead: (shopOrigin: string) => void, stop: () => void }

/** Passes bytes on and cuts every connection that has been idle for so many milliseconds, as strict networks do. */
export async function startCuttingProxy(idle: number): Promise<Proxy & { cuts: () => number }> {
  let port = 0
  let cuts = 0
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const shop = connect({ port, host: '127.0.0.1' })
    const cut = (): void => {
      client.resetAndDestroy()
      shop.destroy()
    }
    for (const socket of [client, shop]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', cut)
    }
    client.setTimeout(idle, () => {
      cuts++
      cut()
    })
    client.pipe(shop).pipe(client)
  })
  return { ...await opened(server), lead: origin => port = Number(new URL(origin).port), cuts: () => cuts, stop: () => stop(server, sockets) }
}

/** What a proxy answers itself, with 200 where nothing else is said: null is "not there". */
export interface OwnAnswer { type: string, text: string, status?: number }

/** Passes requests on, but answers those itself for which `own` has something to say; null says that nothing is there. */
export async function startAnsweringProxy(own: (path: string) => OwnAnswer | null | undefined): Promise<Proxy> {
  let port = 0
  const server = createHttpServer((asked, answer) => {
    const said = own(asked.url ?? '')
    if (said !== undefined) {
      answer.writeHead(said === null ? 404 : said.status ?? 200, { 'content-type': said?.type ?? 'text/plain', 'cache-control': 'no-cache' }).end(said?.text ?? 'not there')
      return
    }
    asked.pipe(forward({ port, host: '127.0.0.1', method: asked.method, path: asked.url, headers: asked.headers }, (response) => {
      answer.writeHead(response.statusCode!, response.headers)
      response.pipe(answer)
    }))
  })
  return { ...await opened(server), lead: origin => port = Number(new URL(origin).port), stop: () => server.close() }
}

/** Gives each request to the next of several nodes. */
export async function startRoundRobin(): Promise<{ origin: string, lead: (origins: string[]) => void, asked: () => number[], stop: () => void }> {
  let ports: number[] = []
  let asked: number[] = []
  let turn = 0
  const server = createHttpServer((request, answer) => {
    const node = turn++ % ports.length
    asked[node]!++
    request.pipe(forward({ port: ports[node], host: '127.0.0.1', method: request.method, path: request.url, headers: request.headers }, (response) => {
      answer.writeHead(response.statusCode!, response.headers)
      response.pipe(answer)
    }))
  })
  return {
    ...await opened(server),
    lead(origins) {
      ports = origins.map(origin => Number(new URL(origin).port))
      asked = ports.map(() => 0)
    },
    asked: () => asked,
    stop: () => server.close(),
  }
}

async function opened(server: Server): Promise<{ origin: string }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}` }
}

function stop(server: Server, sockets: Set<Socket>): void {
  sockets.forEach(socket => socket.destroy())
  server.close()
}
