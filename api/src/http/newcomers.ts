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
 * own door, again at each look, unless it still waits. Where it has never been let in it cannot tell, and says that nobody waits.
 */
export function watchNewcomers(): Newcomers {
  let door: Server | null = null
  let knock: { socket: Socket, since: number } | null = null
  let isKnown = false
  let [last, lastButOne] = [0, 0]

  const endKnock = (waited: number): void => {
    knock?.socket.destroy()
    knock = null
    last = waited
  }

  const letIn = ({ remotePort }: Socket): void => {
    if (knock === null || knock.socket.localPort !== remotePort)
      return
    isKnown = true
    endKnock(performance.now() - knock.since)
  }

  function knockOnce(server: Server): void {
    const { address, port } = server.address() as AddressInfo
    const host = { '::': '::1', '0.0.0.0': '127.0.0.1' }[address] ?? address
    const socket = connect({ host, port }).unref()
    // What is refused says nothing of those who wait.
    socket.on('error', () => knock?.socket === socket && endKnock(0))
    knock = { socket, since: performance.now() }
  }

  return {
    knockAt(server) {
      door = server.on('connection', letIn)
    },
    wait() {
      if (door?.listening !== true)
        return 0
      const waited = knock !== null && isKnown ? performance.now() - knock.since : last
      const wait = Math.min(waited, lastButOne)
      lastButOne = waited
      if (knock === null)
        knockOnce(door)
      return wait
    },
    stop() {
      door?.off('connection', letIn)
      door = null
      endKnock(0)
    },
  }
}
