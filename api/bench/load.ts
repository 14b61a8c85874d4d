import type { Buffer } from 'node:buffer'
import { Connection } from './connection.ts'

/** What is put under load: one server or, each listening on a port of its own, several nodes of one. */
export interface LoadedServer {
  ports: readonly number[]
  /** Microseconds of CPU since the start, of all of them. */
  cpu: () => Promise<number>
}

/**
 * As many requests as the server answers in `milliseconds` on some connections, each sending its next when it has an answer:
 * how many, how many in a second, and how many answers had another status than was expected.
 */
export async function saturate({ ports }: LoadedServer, requests: Buffer[], expected: number, milliseconds: number, connections = 32): Promise<{ count: number, rate: number, wrong: number }> {
  const from = performance.now()
  let [next, count, wrong] = [0, 0, 0]
  await Promise.all(Array.from({ length: connections }, async (_, index) => {
    const connection = new Connection(ports[index % ports.length]!)
    while (performance.now() - from < milliseconds) {
      if (await connection.ask(requests[next++ % requests.length]!) !== expected)
        wrong++
      count++
    }
    connection.close()
  }))
  return { count, rate: count * 1000 / (performance.now() - from), wrong }
}

/**
 * Sends requests on a fixed schedule, whether or not earlier ones are answered, each customer on the connection that is theirs.
 * Gives the milliseconds from when each was due to its answer: what waits in a queue is not left out.
 */
export async function keepRate(requests: Buffer[], connections: Connection[], rate: number, milliseconds: number, expected: number): Promise<{ latencies: number[], wrong: number }> {
  const total = Math.floor(rate * milliseconds / 1000)
  const latencies: number[] = []
  const queues = connections.map(() => Promise.resolve())
  let wrong = 0
  const from = performance.now()
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor((performance.now() - from) * rate / 1000))
    for (; sent < due; sent++) {
      const lane = sent % connections.length
      const [request, dueAt] = [requests[sent % requests.length]!, from + sent * 1000 / rate]
      queues[lane] = queues[lane]!.then(async () => {
        if (await connections[lane]!.ask(request) !== expected)
          wrong++
        latencies.push(performance.now() - dueAt)
      })
    }
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  await Promise.all(queues)
  return { latencies, wrong }
}
