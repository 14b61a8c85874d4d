import type { Socket } from 'node:net'
import { connect } from 'node:net'

/** Opens connections that send a request a byte a second: half never end their headers, half never their body. Gives how long (milliseconds) each was let to. */
export async function openSlowSockets(port: number, count: number, authorization: string): Promise<{ lives: Promise<number[]>, close: () => void }> {
  const sockets: Socket[] = []
  const lives = await Promise.all(Array.from({ length: count }, async (_, index) => {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => {})
    socket.resume()
    await new Promise(resolve => socket.once('connect', resolve))
    const from = performance.now()
    socket.write(index % 2 === 0
      ? 'GET /healthz HTTP/1.1\r\nHost: x\r\n'
      : `POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n`)
    const dripping = setInterval(() => socket.write('x'), 1000)
    return { closed: new Promise<number>(resolve => socket.once('close', () => {
      clearInterval(dripping)
      resolve(performance.now() - from)
    })) }
  }))
  return { lives: Promise.all(lives.map(({ closed }) => closed)), close: () => sockets.forEach(socket => socket.destroy()) }
}
