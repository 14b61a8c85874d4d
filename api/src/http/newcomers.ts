import type { AddressInfo, Server, Socket } from 'node:net'
import { connect } from 'node:net'

/** How long those wait who open a connection to a server. */
export interface Newcomers {
  /** Begins to knock at this server's door. It listens. */
  knockAt: (server: Server) => void
  /** Milliseconds that two who knocked in turn waited at least: a single long turn is no load. */
  wait: () => number
  stop: () => void
}

/**
 * In each turn of the event loop Node lets one connection in (https://github.com/libuv/libuv/pull/3696), so a few hundred busy
 * connections keep everybody new out while no turn is late. The system does not tell how many wait, so the server knocks at its
 * own door, again at each look, unless it still waits.
 */
export function watchNewcomers(): Newcomers {
  let door: Server | null = null
  let knock: { socket: Socket, since: number } | null = null
  let [last, lastButOne] = [0, 0]

  const letIn = ({ remotePort }: Socket): void => {
    if (knock === null || knock.socket.localPort !== remotePort)
      return
    last = performance.now() - knock.since
    knock.socket.destroy()
    knock = null
  }

  return {
    knockAt(server) {
      door = server.on('connection', letIn)
    },
    wait() {
      const waited = knock === null ? last : performance.now() - knock.since
      const wait = Math.min(waited, lastButOne)
      lastButOne = waited
      if (door?.listening === true)
        knock ??= { socket: connectTo(door.address() as AddressInfo), since: performance.now() }
      return wait
    },
    stop() {
      door?.off('connection', letIn)
      knock?.socket.destroy()
      door = knock = null
    },
  }
}

/** A connection that fails is one that waits. */
function connectTo({ address, port }: AddressInfo): Socket {
  const host = { '::': '::1', '0.0.0.0': '127.0.0.1' }[address] ?? address
  return connect({ host, port }).on('error', () => {}).unref()
}
