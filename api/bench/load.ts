import type { Buffer } from 'node:buffer'
import type { ServerProcess } from './server-process.ts'
import { Connection } from './connection.ts'

/**
 * As many requests as the server answers in `milliseconds` on some connections, each sending its next when it has an answer:
 * how many, how many in a second, and how many answers had another status than was expected.
 */
export async function saturate({ port }: ServerProcess, requests: Buffer[], expected: number, milliseconds: number): Promise<{ count: number, rate: number, wrong: number }> {
  const from = performance.now()
  let [next, count, wrong] = [0, 0, 0]
  await Promise.all(Array.from({ length: 32 }, async () => {
    const connection = new Connection(port)
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
