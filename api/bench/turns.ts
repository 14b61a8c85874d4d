import type { Buffer } from 'node:buffer'
import type { LoadedServer } from './load.ts'
import { saturate } from './load.ts'

/** What takes part: a server, what it is asked, and the one status that every answer must have. */
export interface Lane {
  title: string
  server: LoadedServer
  /** So many ask at once; 32 when it does not matter. */
  connections?: number
  requests: Buffer[]
  expected: number
  /** Does something else for as long as the work goes on. */
  beside?: <T>(work: () => Promise<T>) => Promise<T>
}

/** What a turn has shown: microseconds of the server's CPU for each request, and requests in a second. */
export interface Turn { cpu: number, rate: number }

const alone: NonNullable<Lane['beside']> = work => work()

/**
 * Lets each lane have its turn in every round, after one that does not count, and every other round the other way round, so
 * that none is always the one before or after another, whose work it may find in the processor's caches. All that a server
 * does until its next turn counts as well, so that nothing is cheap because it is done later. A wrong answer ends the run.
 */
export async function takeTurns(lanes: Lane[], rounds: number, milliseconds: number): Promise<Turn[][]> {
  const turns = lanes.map(() => [] as { before: number, count: number, rate: number }[])
  for (let round = -1; round < rounds; round++) {
    const order = [...lanes.entries()]
    for (const [index, { title, server, requests, expected, connections, beside = alone }] of round % 2 === 0 ? order : order.toReversed()) {
      const before = await server.cpu()
      const { count, rate, wrong } = await beside(() => saturate(server, requests, expected, milliseconds, connections))
      if (wrong > 0)
        throw new Error(`${title}: ${wrong} answers were something else, so the run does not count.`)
      turns[index]!.push({ before, count, rate })
    }
  }
  const after = await Promise.all(lanes.map(({ server }) => server.cpu()))
  return turns.map((all, index) => all.map(({ before, count, rate }, turn) => ({ cpu: ((all[turn + 1]?.before ?? after[index]!) - before) / count, rate })).slice(1))
}
