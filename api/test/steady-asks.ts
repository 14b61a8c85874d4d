import type { Buffer } from 'node:buffer'
import { Connection } from '../bench/connection.ts'

/** What was asked: how long each waited, in milliseconds from when it was due, and which statuses came. */
export interface Asked { waits: number[], statuses: Set<number> }

/**
 * Asks every so many milliseconds, whatever becomes of those before, every second time on a connection that is opened for it.
 * Who is due while nobody is answered waits from then on: a stall counts for all that it kept waiting.
 */
export function askSteadily(port: number, every: number, request: () => Buffer): { stop: () => Promise<Asked> } {
  const asked: Asked = { waits: [], statuses: new Set() }
  const resting: Connection[] = []
  const asking: Promise<void>[] = []
  const from = performance.now()

  const ask = async (due: number, fresh: boolean): Promise<void> => {
    const connection = (fresh ? undefined : resting.pop()) ?? new Connection(port)
    asked.statuses.add(await connection.ask(request()))
    asked.waits.push(performance.now() - due)
    if (fresh)
      connection.close()
    else
      resting.push(connection)
  }

  const beat = setInterval(() => {
    for (let due = from + asking.length * every; due <= performance.now(); due += every) {
      const answer = ask(due, asking.length % 2 === 1)
      // Whoever stops is told.
      answer.catch(() => {})
      asking.push(answer)
    }
  }, 1)
  return {
    async stop() {
      clearInterval(beat)
      await Promise.all(asking)
      resting.forEach(connection => connection.close())
      return asked
    },
  }
}

/** The value that so many hundredths of all are at most. */
export function percentile(values: readonly number[], hundredths: number): number {
  return values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(values.length * hundredths / 100) - 1)] ?? 0
}
