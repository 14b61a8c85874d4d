import type { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import { once } from 'node:events'
import WebSocket from 'ws'
import { browserHeaders } from './connection.ts'

/** Customers who wait on Socket.IO: what its own client says on the wire, without what that keeps in memory. */
export interface Sockets {
  /** Bytes that came and went so far. */
  traffic: () => number
  close: () => Promise<void>
}

/** What browsers send along, which the server keeps for as long as the connection lives. */
const headers = { ...browserHeaders, Origin: browserHeaders.Referer.replace(/\/orders$/, '') }

/** Connects and signs in so many customers, each at a moment of their own as people come, and answers heartbeats from then on. */
export async function connectSockets(port: number, tokens: readonly string[]): Promise<Sockets> {
  const sockets: WebSocket[] = []
  let next = 0
  await Promise.all(Array.from({ length: 20 }, async () => {
    while (next < tokens.length)
      sockets.push(await connectSocket(port, tokens[next++]!))
  }))
  return {
    traffic: () => sockets.reduce((sum, socket) => sum + trafficOf(socket), 0),
    async close() {
      const closed = sockets.map(socket => once(socket, 'close'))
      sockets.forEach(socket => socket.terminate())
      await Promise.all(closed)
    },
  }
}

/** The package keeps the TCP connection under a name of its own. */
function trafficOf(socket: WebSocket): number {
  const { _socket: { bytesRead, bytesWritten } } = socket as unknown as { _socket: Socket }
  return bytesRead + bytesWritten
}

/**
 * As the library's client does by default: it opens by HTTP, signs in, and is then upgraded to a WebSocket.
 * @see https://socket.io/docs/v4/engine-io-protocol/
 */
async function connectSocket(port: number, token: string): Promise<WebSocket> {
  const at = `127.0.0.1:${port}/socket.io/?EIO=4`
  const opened = await (await fetch(`http://${at}&transport=polling`, { headers })).text()
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
  await (await fetch(`http://${at}&transport=polling&sid=${sid}`, { method: 'POST', headers, body: `40${JSON.stringify({ token })}` })).text()
  const socket = new WebSocket(`ws://${at}&transport=websocket&sid=${sid}`, { perMessageDeflate: false, headers })
  await once(socket, 'open')
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const packet = data.toString()
      if (packet === '3probe')
        socket.send('5')
      else if (packet === '2')
        socket.send('3')
      else if (packet.startsWith('40'))
        resolve(socket)
      else if (packet.startsWith('44'))
        reject(new Error(`Socket.IO refuses: ${packet}`))
    })
    socket.send('2probe')
  })
}
