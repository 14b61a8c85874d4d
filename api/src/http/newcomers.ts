import type { AddressInfo, Server, Socket } from 'node:net'
import { connect } from 'node:net'

/** How long those wait who open a connection to a server. */
export interface Newcomers {
  /** Knocks at this server's door from now on. It listens. */
  knockAt: (server: Server) => void
  /**
   * Milliseconds that whoever is new waits, at two looks in turn at least: a single long turn is no load. NaN where nobody who
   * knocked was ever let in: then it cannot be told.
   */
  wait: () => number
  stop: () => void
}

/** So many may wait at once; those before them are forgotten. */
const mostKnocks = 5

/**
 * In each turn of the event loop Node lets one connection in (https://github.com/libuv/libuv/pull/3696), so a few hundred busy
 * connections keep everybody new out while no turn is late. The system does not tell how many wait, so the server knocks at its
 * own door, once at each look: whoever knocked while the queue was full is heard only minutes after it is empty.
 */
export function watchNewcomers(): Newcomers {
  let door: Server | null = null
  let knocks: { socket: Socket, since: number }[] = []
  let waitingSince: number | null = null
  let [last, lastButOne] = [Number.NaN, 0]

  function letIn({ remotePort }: Socket): void {
    // Whoever has hung up by now has no port.
    const knock = remotePort === undefined ? undefined : knocks.find(({ socket }) => socket.localPort === remotePort)
    if (knock === undefined)
      return
    last = performance.now() - knock.since
    endAll()
  }

  function endAll(): void {
    knocks.forEach(({ socket }) => socket.destroy())
    knocks = []
    waitingSince = null
  }

  function knock(server: Server): void {
    const { address, port } = server.address() as AddressInfo
    const host = { '::': '::1', '0.0.0.0': '127.0.0.1' }[address] ?? address
    const since = performance.now()
    // Whoever cannot even knock is not let in.
    knocks.push({ socket: connect({ host, port }).on('error', () => {}).unref(), since })
    knocks.splice(0, knocks.length - mostKnocks).forEach(({ socket }) => socket.destroy())
    waitingSince ??= since
  }

  return {
    knockAt(server) {
      door = server.on('connection', letIn)
      knock(server)
    },
    wait() {
      if (door?.listening !== true)
        return Number.NaN
      const waited = waitingSince === null || Number.isNaN(last) ? last : performance.now() - waitingSince
      const wait = Math.min(waited, lastButOne)
      lastButOne = waited
      knock(door)
      return wait
    },
    stop() {
      door?.off('connection', letIn)
      door = null
      endAll()
    },
  }
}
